package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import java.time.Instant;

/// Somebody wants a user offboarded; what [Saga#begin] starts from.
///
/// @param effectiveAt not after now means now
public record Requested(
    OffboardingId id,
    UserRef user,
    Epoch epoch,
    ReasonCode reason,
    Initiator initiator,
    PolicySnapshot policy,
    Instant effectiveAt) {}
