package dev.offboard.orchestrator.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When what happened to an offboarding.
///
/// @param effectiveAt when revoking starts or started; the time of the request unless it was given
/// @param revokedAt every participant has read back that nothing is left
/// @param respondBy the deadline of the phase that is awaited, absent while none is
/// @param completedAt reached COMPLETED
/// @param sweepAt when everybody is asked again for residual access, absent while no sweep is due
public record Milestones(
    Instant requestedAt,
    Instant effectiveAt,
    @Nullable Instant revokedAt,
    @Nullable Instant respondBy,
    @Nullable Instant completedAt,
    @Nullable Instant sweepAt) {
  static Milestones of(Instant requestedAt, Instant effectiveAt) {
    return new Milestones(requestedAt, effectiveAt, null, null, null, null);
  }

  Milestones revoked(Instant at) {
    return new Milestones(requestedAt, effectiveAt, at, respondBy, completedAt, sweepAt);
  }

  Milestones awaiting(@Nullable Instant deadline) {
    return new Milestones(requestedAt, effectiveAt, revokedAt, deadline, completedAt, sweepAt);
  }

  Milestones completed(Instant at) {
    return new Milestones(requestedAt, effectiveAt, revokedAt, respondBy, at, sweepAt);
  }

  Milestones sweeping(@Nullable Instant next) {
    return new Milestones(requestedAt, effectiveAt, revokedAt, respondBy, completedAt, next);
  }

  /// Starts at another time than was asked for first.
  Milestones effective(Instant at) {
    return new Milestones(requestedAt, at, revokedAt, respondBy, completedAt, sweepAt);
  }
}
