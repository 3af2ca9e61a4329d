package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.Initiator.ORCHESTRATOR;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.orchestrator.saga.SagaEvent.Reported;
import dev.offboard.orchestrator.saga.SagaEvent.TimerFired;
import java.time.Instant;
import java.util.Optional;

/// What goes on after everything is revoked: sweeps, in the grace period and after the end, and the
/// end of the grace period.
final class Sweeping {
  private Sweeping() {}

  static Decision whileRevoked(
      SagaDefinition definition,
      Draft draft,
      Offboarding offboarding,
      TimerFired timer,
      Instant now) {
    Instant graceEndsAt = offboarding.graceEndsAt();
    return graceEndsAt == null || now.isBefore(graceEndsAt)
        ? sweep(definition, draft, offboarding, timer, now)
        : endGracePeriod(draft, offboarding).accepted();
  }

  static Decision sweep(
      SagaDefinition definition,
      Draft draft,
      Offboarding offboarding,
      TimerFired timer,
      Instant now) {
    PhaseDefinition verification = definition.phase(Phase.VERIFY);
    Instant sweepAt = offboarding.milestones().sweepAt();
    return sweepAt != null && !now.isBefore(sweepAt)
        ? draft.sweep(verification).accepted()
        : draft.announceAgain(verification, timer.patience()).accepted();
  }

  /// An answer to a sweep. Before the pivot the offboarding opens again; past its end another one
  /// follows.
  static Decision swept(
      SagaDefinition definition, Draft draft, Reported reported, Offboarding offboarding) {
    Optional<IgnoredReason> reason = draft.answer(reported, definition.phase(Phase.VERIFY));
    if (reason.isPresent()) {
      return Decision.unchanged(offboarding, new Verdict.Ignored(reason.get()));
    }
    boolean isResidual =
        reported.report() instanceof ResidualAccessReported read && read.residual().total() > 0;
    if (!isResidual) {
      return draft.accepted();
    }
    if (offboarding.state() == OffboardingState.COMPLETED) {
      return draft.settled(Phase.VERIFY).decided(new Verdict.FollowUpNeeded());
    }
    String why = "a sweep found residual access at " + reported.participant();
    return draft.move(Transition.REOPENED, ORCHESTRATOR, why).accepted();
  }

  static Draft endGracePeriod(Draft draft, Offboarding offboarding) {
    return switch (offboarding.policy().erase()) {
      case AFTER_GRACE_PERIOD ->
          draft.move(Transition.GRACE_PERIOD_OVER, ORCHESTRATOR, "grace period over");
      case NEVER -> draft.move(Transition.KEPT, ORCHESTRATOR, "grace period over, nothing erased");
    };
  }
}
