package dev.offboard.entitlement.application;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A role within its application.
public record RoleName(@JsonValue String value) implements Comparable<RoleName> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RoleName {
    IdRule.checked("role", value);
  }

  @Override
  public int compareTo(RoleName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
