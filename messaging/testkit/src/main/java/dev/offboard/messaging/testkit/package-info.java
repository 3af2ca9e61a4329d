/// Test a participant for real without Kafka: a true PostgreSQL per JVM, announcements delivered
/// twice, late and stale, reports read from the outbox. For test scope only.
@NullMarked
package dev.offboard.messaging.testkit;

import org.jspecify.annotations.NullMarked;
