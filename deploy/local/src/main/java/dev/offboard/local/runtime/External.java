package dev.offboard.local.runtime;

import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.postgres.SuperuserAccess;

/// A PostgreSQL and a Kafka that somebody else runs (containers in a test): the platform uses them
/// and neither starts nor stops them. PostgreSQL needs `wal_level=logical`.
public record External(SuperuserAccess postgres, KafkaAccess kafka) {}
