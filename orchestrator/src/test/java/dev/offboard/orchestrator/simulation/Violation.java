package dev.offboard.orchestrator.simulation;

/// An invariant does not hold; the message begins with its name.
final class Violation extends AssertionError {
  Violation(String message) {
    super(message);
  }
}
