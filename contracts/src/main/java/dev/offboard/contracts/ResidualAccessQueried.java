package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;

/// Asks each addressed participant to read its own state again and report what access the user
/// still has at or below `epoch`. Answered with [StepReport.ResidualAccessReported].
public record ResidualAccessQueried(
    OffboardingId offboardingId,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    int attempt,
    List<ParticipantName> participants,
    Instant respondBy)
    implements PhaseAnnouncement {
  public ResidualAccessQueried {
    participants = List.copyOf(participants);
  }

  @Override
  public Phase phase() {
    return Phase.VERIFY;
  }
}
