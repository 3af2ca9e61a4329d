package dev.offboard.local.client;

import java.time.Instant;

/// From the one, inclusive, to the other, exclusive.
public record Period(Instant from, Instant to) {
  public Period {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "from %s (expected: not after to, %s)".formatted(from, to));
    }
  }
}
