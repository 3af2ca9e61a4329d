package dev.offboard.local.supervision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a process within one installation: `postgres`, `kafka`, `connect` or a service's.
public record ProcessName(@JsonValue String value) {
  /// Lower-case letters and hyphens, because it is also a file name and an argument.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProcessName {
    if (!value.matches("[a-z][a-z-]*")) {
      throw new IllegalArgumentException(
          "Process name: %s (expected: lower-case letters and hyphens)".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
