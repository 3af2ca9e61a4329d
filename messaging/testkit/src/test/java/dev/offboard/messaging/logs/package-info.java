/// What stands in the log.
@NullMarked
package dev.offboard.messaging.logs;

import org.jspecify.annotations.NullMarked;
