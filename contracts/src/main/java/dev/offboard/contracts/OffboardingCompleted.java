package dev.offboard.contracts;

import java.time.Instant;

/// The offboarding has ended in COMPLETED. Nobody has to answer.
public record OffboardingCompleted(
    OffboardingId offboardingId, TenantId tenantId, UserId userId, Epoch epoch, Instant completedAt)
    implements Announcement {}
