package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One committed state change of an offboarding. `sequence` counts from 1 per offboarding without a
/// gap; `from` is absent on the first.
///
/// @param roles what a role change takes; absent while it is about the whole user
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
    @Nullable List<HeldRole> roles) {
  public StateChange {
    roles = roles == null ? null : List.copyOf(roles);
  }
}
