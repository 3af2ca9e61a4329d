package dev.offboard.local.runtime;

/// How much of the platform to run.
public enum Scope {
  /// PostgreSQL, Kafka and Connect; no service, no publication, no connector.
  INFRASTRUCTURE,
  /// Everything: the infrastructure, the five services and the connector between them.
  PLATFORM
}
