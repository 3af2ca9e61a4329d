/// A real single-node Kafka broker (KRaft) as a process of its own, and the topics on it.
@NullMarked
package dev.offboard.local.kafka;

import org.jspecify.annotations.NullMarked;
