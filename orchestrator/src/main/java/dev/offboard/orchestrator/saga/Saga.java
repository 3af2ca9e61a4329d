package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.Initiator.ORCHESTRATOR;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.orchestrator.saga.SagaEvent.Reported;
import dev.offboard.orchestrator.saga.SagaEvent.TimerFired;
import dev.offboard.orchestrator.saga.SagaEvent.UndoRequested;
import java.time.Instant;
import java.util.Optional;

/// The engine: `(definition, offboarding, event, now) -> decision`, a pure function. It guarantees
/// that states only move along [Transition], that access is given back only by an undo or by a
/// refusal under a policy that says so (never by a timeout or a failure), and that an outstanding
/// participant is announced to again for as long as it takes.
public final class Saga {
  private static final String ALL_COMPLETED = "all participants completed";

  private Saga() {}

  /// The first decision about an offboarding.
  public static Decision begin(SagaDefinition definition, Requested requested, Instant now) {
    Draft draft = Draft.of(definition, requested, now);
    Transition first =
        requested.effectiveAt().isAfter(now)
            ? Transition.REQUESTED_FOR_LATER
            : Transition.REQUESTED_FOR_NOW;
    return draft.move(first, requested.initiator(), "reason " + requested.reason()).accepted();
  }

  /// The table, state by event. What an entered state announces is the definition's to say.
  public static Decision decide(
      SagaDefinition definition, Offboarding offboarding, SagaEvent event, Instant now) {
    Draft draft = Draft.of(definition, offboarding, now);
    return switch (offboarding.state()) {
      case SCHEDULED ->
          switch (event) {
            case TimerFired timer -> startWhenEffective(draft, offboarding, now);
            case UndoRequested undo -> withdraw(draft, undo.initiator());
            case Reported reported -> ignored(offboarding, IgnoredReason.NOTHING_ANNOUNCED);
          };
      case REVOKING ->
          switch (event) {
            case Reported reported -> answered(draft, reported, offboarding);
            case TimerFired timer -> draft.announceAgain(timer.patience()).accepted();
            case UndoRequested undo ->
                reinstate(draft, Transition.UNDONE_WHILE_REVOKING, undo.initiator());
          };
      case REVOKED ->
          switch (event) {
            case TimerFired timer -> eraseAfterGracePeriod(draft, offboarding, now);
            case UndoRequested undo ->
                reinstate(draft, Transition.UNDONE_IN_GRACE_PERIOD, undo.initiator());
            case Reported reported -> ignored(offboarding, IgnoredReason.OTHER_PHASE);
          };
      case ERASING, SEALING ->
          switch (event) {
            case Reported reported -> answered(draft, reported, offboarding);
            case TimerFired timer -> draft.announceAgain(timer.patience()).accepted();
            case UndoRequested undo -> refused(offboarding);
          };
      case REINSTATING ->
          switch (event) {
            case Reported reported -> answered(draft, reported, offboarding);
            case TimerFired timer -> draft.announceAgain(timer.patience()).accepted();
            case UndoRequested undo -> accepted(offboarding);
          };
      case REINSTATED, CANCELLED ->
          switch (event) {
            case UndoRequested undo -> accepted(offboarding);
            case Reported reported -> ignored(offboarding, IgnoredReason.ENDED);
            case TimerFired timer -> ignored(offboarding, IgnoredReason.ENDED);
          };
      case COMPLETED ->
          switch (event) {
            case UndoRequested undo -> refused(offboarding);
            case Reported reported -> ignored(offboarding, IgnoredReason.ENDED);
            case TimerFired timer -> ignored(offboarding, IgnoredReason.ENDED);
          };
      // no policy of this version asks for an approval: whoever wrote that state knows more
      case AWAITING_APPROVAL, UNKNOWN ->
          switch (event) {
            case UndoRequested undo -> refused(offboarding);
            case Reported reported -> ignored(offboarding, IgnoredReason.PARKED);
            case TimerFired timer -> ignored(offboarding, IgnoredReason.PARKED);
          };
    };
  }

  private static Decision startWhenEffective(Draft draft, Offboarding offboarding, Instant now) {
    if (now.isBefore(offboarding.milestones().effectiveAt())) {
      return accepted(offboarding);
    }
    return draft.move(Transition.STARTED, ORCHESTRATOR, "effective time reached").accepted();
  }

  private static Decision withdraw(Draft draft, Initiator initiator) {
    return draft.move(Transition.WITHDRAWN, initiator, "withdrawn before it started").accepted();
  }

  private static Decision reinstate(Draft draft, Transition transition, Initiator initiator) {
    return draft.undoneBy(initiator).move(transition, initiator, "undo requested").accepted();
  }

  private static Decision eraseAfterGracePeriod(Draft draft, Offboarding offboarding, Instant now) {
    Instant graceEndsAt = offboarding.graceEndsAt();
    if (graceEndsAt == null || now.isBefore(graceEndsAt)) {
      return accepted(offboarding);
    }
    return erase(draft).accepted();
  }

  private static Draft erase(Draft draft) {
    return draft.move(Transition.GRACE_PERIOD_OVER, ORCHESTRATOR, "grace period over");
  }

  private static Decision answered(Draft draft, Reported reported, Offboarding offboarding) {
    Optional<IgnoredReason> reason = draft.answer(reported);
    if (reason.isPresent()) {
      return ignored(offboarding, reason.get());
    }
    if (reported.report() instanceof StepRefused refusal
        && offboarding.state() == OffboardingState.REVOKING
        && offboarding.policy().onRefusal() == Refusal.REINSTATE) {
      String why = "refused by %s: %s".formatted(reported.participant(), refusal.code());
      return draft.undoneBy(ORCHESTRATOR).move(Transition.REFUSED, ORCHESTRATOR, why).accepted();
    }
    return (draft.isAwaitingSomebody() ? draft : advance(draft, offboarding, reported)).accepted();
  }

  private static Draft advance(Draft draft, Offboarding offboarding, Reported reported) {
    return switch (reported.report().phase()) {
      case REVOKE -> {
        draft.move(Transition.ALL_REVOKED, ORCHESTRATOR, ALL_COMPLETED);
        yield offboarding.policy().gracePeriod().isZero() ? erase(draft) : draft;
      }
      case ERASE -> draft.move(Transition.ALL_ERASED, ORCHESTRATOR, ALL_COMPLETED);
      case SEAL -> draft.move(Transition.ALL_SEALED, ORCHESTRATOR, ALL_COMPLETED);
      case REINSTATE -> draft.move(Transition.ALL_REINSTATED, ORCHESTRATOR, ALL_COMPLETED);
    };
  }

  private static Decision accepted(Offboarding offboarding) {
    return Decision.unchanged(offboarding, new Verdict.Accepted());
  }

  private static Decision ignored(Offboarding offboarding, IgnoredReason reason) {
    return Decision.unchanged(offboarding, new Verdict.Ignored(reason));
  }

  private static Decision refused(Offboarding offboarding) {
    return Decision.unchanged(offboarding, new Verdict.Refused(offboarding.state()));
  }
}
