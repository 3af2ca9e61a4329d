/// Records that consumers have set aside: look at them, and have them published again, which is
/// audited. The dead letter topics are the only store; nothing about them is kept here. May depend
/// on messaging, not on the saga.
@NullMarked
package dev.offboard.orchestrator.deadletter;

import org.jspecify.annotations.NullMarked;
