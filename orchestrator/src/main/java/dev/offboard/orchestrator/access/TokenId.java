package dev.offboard.orchestrator.access;

import java.util.UUID;

/// Names a token of the API through all its rotations; it is no secret.
record TokenId(UUID value) {
  /// As the audit names whoever uses it.
  String subject() {
    return "token." + value;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
