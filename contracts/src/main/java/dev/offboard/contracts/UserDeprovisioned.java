package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;

/// The user's access ends, at and below `epoch`. Participants block first, then remove what exists.
public record UserDeprovisioned(
    OffboardingId offboardingId,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    int attempt,
    List<ParticipantName> participants,
    ReasonCode reason,
    Initiator initiator,
    Instant effectiveAt,
    Instant respondBy)
    implements PhaseAnnouncement {
  public UserDeprovisioned {
    participants = List.copyOf(participants);
  }

  @Override
  public Phase phase() {
    return Phase.REVOKE;
  }
}
