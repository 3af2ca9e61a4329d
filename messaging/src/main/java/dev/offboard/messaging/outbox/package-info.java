/// Messages are written with the state, in its transaction; the change-data relay publishes them.
/// May depend on `wire`, `authenticity` and `trace`.
@NullMarked
package dev.offboard.messaging.outbox;

import org.jspecify.annotations.NullMarked;
