package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;

/// The pivot: what is kept about the user at and below `epoch` is deleted for good.
public record UserErased(
    OffboardingId offboardingId,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    int attempt,
    List<ParticipantName> participants,
    Instant respondBy)
    implements PhaseAnnouncement {
  public UserErased {
    participants = List.copyOf(participants);
  }

  @Override
  public Phase phase() {
    return Phase.ERASE;
  }
}
