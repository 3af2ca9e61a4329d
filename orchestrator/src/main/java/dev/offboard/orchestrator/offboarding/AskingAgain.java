package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.SagaEvent.RetryRequested;
import org.springframework.stereotype.Component;

/// Has those who have not confirmed announced to again at once, instead of when their pause is
/// over. On record like every change.
@Component
public final class AskingAgain {
  private final Changes changes;

  AskingAgain(Changes changes) {
    this.changes = changes;
  }

  /// The offboarding as it is afterwards. Twice within seconds is once.
  ///
  /// @throws ApiProblem 404, or 409 with the state where nobody is awaited
  public Offboarding askAgain(OffboardingId id, Caller caller) {
    return changes.ask(
        id,
        (offboarding, now) -> new RetryRequested(caller.initiator(Role.OPERATOR)),
        null,
        refused ->
            ApiProblem.conflict(
                    "nobody-awaited",
                    "Offboarding %s is %s: nobody is awaited who could be asked again. Nothing was done."
                        .formatted(id, refused.state()))
                .with("state", refused.state()));
  }
}
