package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;

/// Everything is done; the audit puts the evidence together. `stateChanges` says how many state
/// changes of this offboarding were committed so far, so that a gap is seen (invariant I9).
public record OffboardingConcluded(
    OffboardingId offboardingId,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    int attempt,
    List<ParticipantName> participants,
    int stateChanges,
    Instant respondBy)
    implements PhaseAnnouncement {
  public OffboardingConcluded {
    participants = List.copyOf(participants);
  }

  @Override
  public Phase phase() {
    return Phase.SEAL;
  }
}
