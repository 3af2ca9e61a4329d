package dev.offboard.contracts;

import java.util.UUID;

/// One run of the saga for one user.
public record OffboardingId(UUID value) {
  /// @throws IllegalArgumentException if `text` is no UUID
  public static OffboardingId parse(String text) {
    return new OffboardingId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
