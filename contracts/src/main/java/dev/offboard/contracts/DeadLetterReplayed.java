package dev.offboard.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody had a record that was set aside published again. Ids only, never its body; what could
/// not be read from it is absent.
///
/// @param deadLetter where it lies, as `topic~partition~offset`
/// @param topic where it came from and went to again
/// @param partition likewise
/// @param offset where it was in that partition when it was set aside
/// @param consumer who had given up on it
/// @param messageId its `ce_id`
/// @param offboardingId the one offboarding that it is about; absent also if it is about several
public record DeadLetterReplayed(
    String deadLetter,
    String topic,
    int partition,
    long offset,
    String consumer,
    @Nullable UUID messageId,
    @Nullable OffboardingId offboardingId,
    @Nullable TenantId tenantId,
    @Nullable UserId userId,
    Initiator by,
    Instant at)
    implements Message {}
