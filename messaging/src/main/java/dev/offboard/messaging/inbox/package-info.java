/// Message ids already handled, accepted in the transaction of the effect.
@NullMarked
package dev.offboard.messaging.inbox;

import org.jspecify.annotations.NullMarked;
