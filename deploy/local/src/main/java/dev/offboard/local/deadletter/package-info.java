/// `offboard dead-letters`: look at what consumers have set aside and have it published again,
/// through the orchestrator, which tells the audit. May depend on `client`.
@NullMarked
package dev.offboard.local.deadletter;

import org.jspecify.annotations.NullMarked;
