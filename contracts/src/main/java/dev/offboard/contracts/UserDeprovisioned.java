package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user's access ends, at and below `epoch`. Participants block first, then remove what exists.
///
/// @param priority for what a participant queues by itself; absent means normal
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
    Instant respondBy,
    @Nullable Priority priority)
    implements PhaseAnnouncement {
  public UserDeprovisioned {
    participants = List.copyOf(participants);
  }

  @Override
  public Phase phase() {
    return Phase.REVOKE;
  }
}
