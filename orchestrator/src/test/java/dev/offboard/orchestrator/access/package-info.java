/// Tests of the package.
@NullMarked
package dev.offboard.orchestrator.access;

import org.jspecify.annotations.NullMarked;
