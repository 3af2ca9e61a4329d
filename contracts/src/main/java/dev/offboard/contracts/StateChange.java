package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One committed state change of an offboarding. `sequence` counts from 1 per offboarding without a
/// gap; `from` is absent on the first.
///
/// @param roles what a role change takes; absent while it is about the whole user
/// @param note what the person who caused it wrote; absent if nothing
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
    @Nullable EncryptedNote note) {
  public StateChange {
    roles = roles == null ? null : List.copyOf(roles);
  }

  /// Without a note.
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
    this(offboardingId, tenantId, userId, epoch, sequence, from, to, by, why, at, roles, null);
  }

  /// The same with what a person wrote.
  public StateChange with(EncryptedNote words) {
    return new StateChange(
        offboardingId, tenantId, userId, epoch, sequence, from, to, by, why, at, roles, words);
  }

  public UserRef user() {
    return new UserRef(tenantId, userId);
  }
}
