/// Kafka Connect with Debezium as a process of its own, and the connector that publishes the
/// outboxes.
@NullMarked
package dev.offboard.local.connect;

import org.jspecify.annotations.NullMarked;
