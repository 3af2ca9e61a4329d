package dev.offboard.entitlement.application;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What people call an application. One line of text.
record ApplicationName(@JsonValue String value) {
  /// Longer does not fit on a page.
  private static final int MAX_LENGTH = 200;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  ApplicationName {
    if (value.isBlank()
        || value.length() > MAX_LENGTH
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "name: %d characters (expected: 1 to %d, not blank, no control character)"
              .formatted(value.length(), MAX_LENGTH));
    }
  }
}
