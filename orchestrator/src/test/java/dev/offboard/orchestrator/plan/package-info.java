/// Tests of the package.
@NullMarked
package dev.offboard.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
