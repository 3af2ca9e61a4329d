package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;

/// Compensates [UserDeprovisioned]: the user may come back under `epoch`, the one after the
/// deprovisioned. Nothing of an older epoch revives.
public record UserReinstated(
    OffboardingId offboardingId,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    int attempt,
    List<ParticipantName> participants,
    ReasonCode reason,
    Initiator initiator,
    Instant respondBy)
    implements PhaseAnnouncement {
  public UserReinstated {
    participants = List.copyOf(participants);
  }

  @Override
  public Phase phase() {
    return Phase.REINSTATE;
  }
}
