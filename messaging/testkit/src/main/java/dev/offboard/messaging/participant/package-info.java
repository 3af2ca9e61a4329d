/// The participant kit in memory: twins of its tables, in the package of what they stand for.
@NullMarked
package dev.offboard.messaging.participant;

import org.jspecify.annotations.NullMarked;
