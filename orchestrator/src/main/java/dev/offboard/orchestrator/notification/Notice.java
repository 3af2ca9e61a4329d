package dev.offboard.orchestrator.notification;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import org.jspecify.annotations.Nullable;

/// Something that people should hear of.
///
/// @param requester the subject of whoever asked for the offboarding
/// @param key tells two of the same occasion apart; the same for one that is noticed again
/// @param owner the role or team that has to look, if somebody has to
public record Notice(
    OffboardingId offboarding,
    UserRef user,
    ReasonCode reason,
    String requester,
    Occasion occasion,
    String key,
    @Nullable String owner) {}
