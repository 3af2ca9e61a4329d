package dev.offboard.orchestrator.person;

import java.util.UUID;

/// Names an account for ever; it is no secret and says nothing about anybody.
public record PersonId(UUID value) {
  static PersonId random() {
    return new PersonId(UUID.randomUUID());
  }

  /// As the audit names somebody with an account of ours.
  String subject() {
    return "person." + value;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
