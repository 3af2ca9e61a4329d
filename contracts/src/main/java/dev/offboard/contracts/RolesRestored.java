package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;

/// Compensates [RolesWithdrawn]: what it took is given back, as far as the applications still know
/// it. Sessions stay ended.
public record RolesRestored(
    OffboardingId offboardingId,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    int attempt,
    List<ParticipantName> participants,
    List<HeldRole> roles,
    ReasonCode reason,
    Initiator initiator,
    Instant respondBy)
    implements RoleAnnouncement {
  public RolesRestored {
    participants = List.copyOf(participants);
    roles = List.copyOf(roles);
  }

  @Override
  public Phase phase() {
    return Phase.RESTORE;
  }
}
