/// Tests of the saga core; nothing is started, time is set by the test.
@NullMarked
package dev.offboard.orchestrator.saga;

import org.jspecify.annotations.NullMarked;
