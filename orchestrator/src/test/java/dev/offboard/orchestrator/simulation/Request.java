package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.Refusal;
import java.time.Duration;
import java.util.Map;

/// Somebody wants a user offboarded, who had this epoch when the directory was asked.
record Request(UserRef user, Epoch epoch, PolicySnapshot policy) {
  static final Initiator SOMEBODY = new Initiator("hr-7", "operator");
  static final ReasonCode REASON = new ReasonCode("contract-end");

  private static final Duration GRACE = Duration.ofSeconds(40);

  private static final Map<Phase, Duration> HURRIED = Map.of(Phase.REVOKE, Duration.ofSeconds(8));

  static Request of(UserRef user, Epoch epoch, int how) {
    return new Request(
        user,
        epoch,
        new PolicySnapshot(
            "simulated",
            1,
            how % 2 == 0 ? Duration.ZERO : GRACE,
            how % 5 == 0 ? HURRIED : Map.of(),
            how / 2 % 3 == 0 ? Refusal.REINSTATE : Refusal.HOLD,
            1 + how / 6 % 3));
  }

  /// As the insert of the row finds out.
  boolean isOvertakenBy(Offboarding other) {
    return !other.state().isTerminal()
        || other.state() != OffboardingState.CANCELLED && other.epoch().compareTo(epoch) >= 0;
  }
}
