package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One committed state change of an offboarding. `sequence` counts from 1 per offboarding without a
/// gap; `from` is absent on the first.
///
/// @param roles what a role change takes; absent while it is about the whole user
/// @param note what the person who caused it wrote; absent if nothing
/// @param terms what the offboarding runs under: said by the first change, by those out of
///   AWAITING_APPROVAL and SCHEDULED and by every one into REVOKING, because a stronger request may have replaced them;
///   absent on the others
public record StateChange(
    OffboardingId offboardingId,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    int sequence,
    @Nullable OffboardingState from,
    OffboardingState to,
    Initiator by,
    String why,
    Instant at,
    @Nullable List<HeldRole> roles,
    @Nullable EncryptedNote note,
    @Nullable Terms terms) {
  public StateChange {
    roles = roles == null ? null : List.copyOf(roles);
  }

  /// Without a note or terms.
  public StateChange(
      OffboardingId offboardingId,
      TenantId tenantId,
      UserId userId,
      Epoch epoch,
      int sequence,
      @Nullable OffboardingState from,
      OffboardingState to,
      Initiator by,
      String why,
      Instant at,
      @Nullable List<HeldRole> roles) {
    this(
        offboardingId, tenantId, userId, epoch, sequence, from, to, by, why, at, roles, null, null);
  }

  /// The same with a note.
  public StateChange with(EncryptedNote words) {
    return new StateChange(
        offboardingId,
        tenantId,
        userId,
        epoch,
        sequence,
        from,
        to,
        by,
        why,
        at,
        roles,
        words,
        terms);
  }

  /// The same, under these terms.
  public StateChange under(Terms said) {
    return new StateChange(
        offboardingId, tenantId, userId, epoch, sequence, from, to, by, why, at, roles, note, said);
  }

  public UserRef user() {
    return new UserRef(tenantId, userId);
  }
}
