/// When the way from the outboxes to the consumers was interrupted for good: a slot, a connector, a
/// publication or records that are gone. Says what is wrong and puts it right from the outboxes, so
/// that nothing is lost and, thanks to the inboxes, nothing is done twice. May depend on
/// `delivery`, `connect`, `postgres` and `kafka`.
@NullMarked
package dev.offboard.local.relay;

import org.jspecify.annotations.NullMarked;
