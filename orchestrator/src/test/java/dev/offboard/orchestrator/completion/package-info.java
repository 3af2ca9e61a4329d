/// Tests of the package.
@NullMarked
package dev.offboard.orchestrator.completion;

import org.jspecify.annotations.NullMarked;
