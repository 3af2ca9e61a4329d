/// Tests of the dead letters.
@org.jspecify.annotations.NullMarked
package dev.offboard.orchestrator.deadletter;
