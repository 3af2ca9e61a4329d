/// Tests of the package.
@NullMarked
package dev.offboard.orchestrator.offboarding;

import org.jspecify.annotations.NullMarked;
