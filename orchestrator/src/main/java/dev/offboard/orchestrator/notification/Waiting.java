package dev.offboard.orchestrator.notification;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.UUID;

/// A message that has to be sent.
///
/// @param isHeld whether it waits for the digest of its recipient
/// @param attempts so far
record Waiting(
    UUID id,
    OffboardingId offboarding,
    UserRef user,
    Occasion occasion,
    Recipient recipient,
    boolean isHeld,
    int attempts,
    Instant createdAt) {}
