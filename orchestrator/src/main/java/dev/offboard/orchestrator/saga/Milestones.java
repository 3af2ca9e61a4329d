package dev.offboard.orchestrator.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When what happened to an offboarding.
///
/// @param effectiveAt when revoking starts or started; the time of the request unless it was given
/// @param revokedAt every participant has read back that nothing is left
/// @param respondBy the deadline of the phase that is awaited, absent while none is
/// @param completedAt reached COMPLETED
public record Milestones(
    Instant requestedAt,
    Instant effectiveAt,
    @Nullable Instant revokedAt,
    @Nullable Instant respondBy,
    @Nullable Instant completedAt) {
  static Milestones of(Instant requestedAt, Instant effectiveAt) {
    return new Milestones(requestedAt, effectiveAt, null, null, null);
  }

  Milestones revoked(Instant at) {
    return new Milestones(requestedAt, effectiveAt, at, respondBy, completedAt);
  }

  Milestones awaiting(@Nullable Instant deadline) {
    return new Milestones(requestedAt, effectiveAt, revokedAt, deadline, completedAt);
  }

  Milestones completed(Instant at) {
    return new Milestones(requestedAt, effectiveAt, revokedAt, respondBy, at);
  }
}
