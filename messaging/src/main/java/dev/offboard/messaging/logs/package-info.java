/// What stands in the log: one line for one thing that happened, whatever somebody put into a name.
@NullMarked
package dev.offboard.messaging.logs;

import org.jspecify.annotations.NullMarked;
