package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How long it took to take access away, against the policy's deadline. What a sweep found later is
/// not part of it: the first verified revocation counts.
///
/// @param startedAt when access began to be taken away; of a role change that became an offboarding
///   of the whole user, when it did
/// @param deadlineSeconds the policy's, from then on
/// @param revokedAt absent while not everybody has confirmed
record Revocation(
    Instant startedAt,
    long deadlineSeconds,
    @Nullable Instant revokedAt,
    @Nullable Double seconds,
    WithinDeadline withinDeadline) {

  /// Whether it was done in time.
  enum WithinDeadline {
    YES,
    /// Also while it is not revoked, once the deadline has passed.
    NO,
    /// There is time left.
    NOT_YET,
    /// Access was given back before all of it was taken.
    GIVEN_BACK;

    /// For people.
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// Absent if nothing was to be taken away, or not yet.
  static @Nullable Revocation of(
      OffboardingState state, Duration deadline, Times times, Instant now) {
    Instant startedAt = times.startedAt();
    if (startedAt == null) {
      return null;
    }
    Instant revokedAt = times.revokedAt();
    return new Revocation(
        startedAt,
        deadline.toSeconds(),
        revokedAt,
        revokedAt == null ? null : Duration.between(startedAt, revokedAt).toMillis() / 1000.0,
        within(state, startedAt.plus(deadline), revokedAt, now));
  }

  private static WithinDeadline within(
      OffboardingState state, Instant deadline, @Nullable Instant revokedAt, Instant now) {
    if (revokedAt != null) {
      return revokedAt.isAfter(deadline) ? WithinDeadline.NO : WithinDeadline.YES;
    }
    if (state == OffboardingState.REINSTATING || state == OffboardingState.REINSTATED) {
      return WithinDeadline.GIVEN_BACK;
    }
    return now.isAfter(deadline) ? WithinDeadline.NO : WithinDeadline.NOT_YET;
  }

  /// What the history says of it.
  record Times(@Nullable Instant startedAt, @Nullable Instant revokedAt) {}
}
