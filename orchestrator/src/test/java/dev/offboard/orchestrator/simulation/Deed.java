package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.UserRef;

/// A participant has acted, and it is committed.
record Deed(
    ParticipantName participant,
    Phase phase,
    OffboardingId offboarding,
    UserRef user,
    Epoch epoch) {
  boolean takesAway() {
    return phase == Phase.REVOKE || phase == Phase.ERASE;
  }
}
