package dev.offboard.entitlement.connection;

import com.fasterxml.jackson.annotation.JsonCreator;

/// A bearer token or a signing key. Never written by Jackson, shown by `toString`, logged or
/// returned by the API.
public final class Secret {
  private static final int MAX_LENGTH = 4096;

  private final String value;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret(String value) {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "secret: %d characters (expected: 1 to %d visible ASCII characters without a space)"
              .formatted(value.length(), MAX_LENGTH));
    }
    this.value = value;
  }

  /// For the one who signs or sends it.
  public String revealed() {
    return value;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
