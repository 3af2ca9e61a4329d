/// Passwords in files that are replaced while their readers run. Knows the JDK and Kafka's client
/// interfaces only, because Kafka Connect, which is none of our services, takes its own from here.
@NullMarked
package dev.offboard.messaging.password;

import org.jspecify.annotations.NullMarked;
