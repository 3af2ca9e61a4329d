/// Tests of the package.
@NullMarked
package dev.offboard.orchestrator.approval;

import org.jspecify.annotations.NullMarked;
