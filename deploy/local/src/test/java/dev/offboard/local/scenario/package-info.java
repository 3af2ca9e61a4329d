/// The whole platform for real: PostgreSQL, Kafka, Debezium and the five services as processes, and
/// a kill switch. What a reader needs to know of an offboarding is asked through the same
/// interfaces that users have; only damage is done behind the product's back.
@NullMarked
package dev.offboard.local.scenario;

import org.jspecify.annotations.NullMarked;
