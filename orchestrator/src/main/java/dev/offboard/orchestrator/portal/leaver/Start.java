package dev.offboard.orchestrator.portal.leaver;

import dev.offboard.orchestrator.offboarding.OffboardingRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// When it is to begin, as a form says it.
///
/// @param at null for now
/// @param objection what is wrong with it, in words; null if nothing is
record Start(@Nullable Instant at, @Nullable String objection) {
  private static final Start NOW = new Start(null, null);

  /// @param on as `datetime-local` writes it, in UTC; empty for now
  static Start of(String on, Instant now) {
    if (on.isBlank()) {
      return NOW;
    }
    try {
      Instant at = LocalDateTime.parse(on.strip()).toInstant(ZoneOffset.UTC);
      if (at.isBefore(now)) {
        return new Start(
            null, "That time has passed. Leave it empty to begin now, or choose a later one.");
      }
      if (at.isAfter(now.plus(OffboardingRequest.FURTHEST_AHEAD))) {
        return new Start(null, "That is more than five years ahead. Look at the year.");
      }
      return new Start(at, null);
    } catch (DateTimeParseException e) {
      return new Start(
          null,
          "That is no date and time (expected: such as 2026-12-01T17:00), or leave it empty.");
    }
  }
}
