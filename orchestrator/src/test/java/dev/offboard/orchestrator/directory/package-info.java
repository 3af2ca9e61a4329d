/// Tests of the package.
@NullMarked
package dev.offboard.orchestrator.directory;

import org.jspecify.annotations.NullMarked;
