package dev.offboard.local.supervision;

/// Asks a process from outside whether it works. Bounded in time, never throws: what goes wrong is
/// the answer.
@FunctionalInterface
public interface HealthProbe {
  /// One question, one answer.
  Health probe();
}
