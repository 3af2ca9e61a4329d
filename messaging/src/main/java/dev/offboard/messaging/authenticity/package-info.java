/// Who said it: each row of an outbox carries a message authentication code for each of its
/// readers, under a key that the database, the relay and the broker don't have. The relay publishes
/// for everybody, so neither the topic nor the broker's principal can tell. May depend on `wire`.
@NullMarked
package dev.offboard.messaging.authenticity;

import org.jspecify.annotations.NullMarked;
