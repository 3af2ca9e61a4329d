package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user's access ends, at and below `epoch`. Participants block first, then remove what exists.
///
/// @param priority for what a participant queues by itself; absent means normal
/// @param approvals who agreed, if somebody had to. A participant that keeps an account protected
///   takes it away only if two of them, and none of them the initiator, did
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
    @Nullable Priority priority,
    @Nullable List<Terms.Approval> approvals)
    implements PhaseAnnouncement {
  public UserDeprovisioned {
    participants = List.copyOf(participants);
    approvals = approvals == null ? null : List.copyOf(approvals);
  }

  /// One that nobody had to approve.
  public UserDeprovisioned(
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
      @Nullable Priority priority) {
    this(
        offboardingId,
        tenantId,
        userId,
        epoch,
        attempt,
        participants,
        reason,
        initiator,
        effectiveAt,
        respondBy,
        priority,
        null);
  }

  @Override
  public Phase phase() {
    return Phase.REVOKE;
  }
}
