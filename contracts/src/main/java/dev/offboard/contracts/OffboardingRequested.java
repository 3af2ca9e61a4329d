package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for an offboarding: the same as `POST /api/offboardings`. `effectiveAt` absent means now.
///
/// @param revoke the roles that a role change takes; absent for every other reason
public record OffboardingRequested(
    TenantId tenantId,
    UserId userId,
    ReasonCode reason,
    Initiator initiator,
    @Nullable Instant effectiveAt,
    @Nullable List<HeldRole> revoke)
    implements Request {
  public OffboardingRequested {
    revoke = revoke == null ? null : List.copyOf(revoke);
  }
}
