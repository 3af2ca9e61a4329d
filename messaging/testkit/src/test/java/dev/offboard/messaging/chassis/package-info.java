/// The edges of every service, on a real server.
@NullMarked
package dev.offboard.messaging.chassis;

import org.jspecify.annotations.NullMarked;
