/// Tests of the package.
@NullMarked
package dev.offboard.orchestrator.policy;

import org.jspecify.annotations.NullMarked;
