package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.Initiator.ORCHESTRATOR;

import dev.offboard.contracts.Initiator;
import dev.offboard.orchestrator.saga.SagaEvent.StartChecked;
import java.time.Instant;

/// What becomes of an offboarding that waits for its time.
final class Starting {
  private Starting() {}

  /// What stood when it was requested is looked at again at the last moment.
  static Decision whenEffective(
      Draft draft, Offboarding offboarding, StartChecked checked, Instant now) {
    if (now.isBefore(offboarding.milestones().effectiveAt())) {
      return accepted(offboarding);
    }
    return switch (checked.conditions()) {
      case StartConditions.Hold(String note) ->
          draft
              .move(Transition.STARTED, ORCHESTRATOR, "effective time reached; " + note)
              .accepted();
      case StartConditions.Drifted(Asked asked, String why) ->
          draft
              .approvals(offboarding.approvals().asking(asked))
              .move(Transition.DRIFTED, ORCHESTRATOR, why)
              .accepted();
      case StartConditions.Fail(String why) ->
          draft.move(Transition.NOT_STARTED, ORCHESTRATOR, why).accepted();
    };
  }

  static Decision withdraw(Draft draft, Initiator initiator) {
    return draft.move(Transition.WITHDRAWN, initiator, "withdrawn before it started").accepted();
  }

  private static Decision accepted(Offboarding offboarding) {
    return Decision.unchanged(offboarding, new Verdict.Accepted());
  }
}
