/// Who should have read which message, and has not: the outboxes on one side, the consumers'
/// offsets and inboxes on the other, and what was set aside in between. Only looks; `check` names
/// what is wrong, `relay` mends it. May depend on `postgres` and Kafka's clients.
@NullMarked
package dev.offboard.local.delivery;

import org.jspecify.annotations.NullMarked;
