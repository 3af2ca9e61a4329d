package dev.offboard.orchestrator.notification;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as the API shows it.
///
/// @param occasion what somebody is told of
/// @param recipient by what the settings call them, or the subject of whoever asked
/// @param dueAt when it is tried next, while it waits
/// @param lastError of the last attempt; without personal data
record NotificationView(
    UUID id,
    OffboardingId offboardingId,
    TenantId tenantId,
    String occasion,
    String channel,
    String recipient,
    String state,
    int attempts,
    Instant createdAt,
    @Nullable Instant dueAt,
    @Nullable Instant endedAt,
    @Nullable String lastError) {}
