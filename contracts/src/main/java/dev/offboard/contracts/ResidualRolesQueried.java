package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;

/// Asks each addressed participant to read its own state again and report what the user still has
/// of `roles`. Answered with [StepReport.ResidualAccessReported].
public record ResidualRolesQueried(
    OffboardingId offboardingId,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    int attempt,
    List<ParticipantName> participants,
    List<HeldRole> roles,
    Instant respondBy)
    implements RoleAnnouncement {
  public ResidualRolesQueried {
    participants = List.copyOf(participants);
    roles = List.copyOf(roles);
  }

  @Override
  public Phase phase() {
    return Phase.VERIFY;
  }
}
