/// Tests of the package.
@NullMarked
package dev.offboard.orchestrator.gathering;

import org.jspecify.annotations.NullMarked;
