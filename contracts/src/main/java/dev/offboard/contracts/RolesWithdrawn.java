package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user gives up `roles` and stays: what was granted is taken away, sessions that used the
/// applications end, and none of the roles is granted until the role change has ended. Participants
/// block first, then remove what exists.
///
/// @param priority for what a participant queues by itself; absent means normal
public record RolesWithdrawn(
    OffboardingId offboardingId,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    int attempt,
    List<ParticipantName> participants,
    List<HeldRole> roles,
    ReasonCode reason,
    Initiator initiator,
    Instant effectiveAt,
    Instant respondBy,
    @Nullable Priority priority)
    implements RoleAnnouncement {
  public RolesWithdrawn {
    participants = List.copyOf(participants);
    roles = List.copyOf(roles);
  }

  @Override
  public Phase phase() {
    return Phase.WITHDRAW;
  }
}
