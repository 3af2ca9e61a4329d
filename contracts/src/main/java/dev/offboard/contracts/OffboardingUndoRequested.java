package dev.offboard.contracts;

/// Asks to undo an offboarding within its grace period: the same as `POST ../undo`.
public record OffboardingUndoRequested(
    OffboardingId offboardingId, TenantId tenantId, UserId userId, Initiator initiator)
    implements Request {}
