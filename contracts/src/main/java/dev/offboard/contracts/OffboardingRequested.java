package dev.offboard.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Asks for an offboarding: the same as `POST /api/offboardings`. `effectiveAt` absent means now.
public record OffboardingRequested(
    TenantId tenantId,
    UserId userId,
    ReasonCode reason,
    Initiator initiator,
    @Nullable Instant effectiveAt)
    implements Request {}
