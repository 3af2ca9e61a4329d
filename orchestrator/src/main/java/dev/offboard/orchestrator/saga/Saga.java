package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.Initiator.ORCHESTRATOR;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.orchestrator.saga.SagaEvent.Happened;
import dev.offboard.orchestrator.saga.SagaEvent.Judged;
import dev.offboard.orchestrator.saga.SagaEvent.Reported;
import dev.offboard.orchestrator.saga.SagaEvent.RetryRequested;
import dev.offboard.orchestrator.saga.SagaEvent.SoonerRequested;
import dev.offboard.orchestrator.saga.SagaEvent.StartChecked;
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
    Asked asked = requested.approvals().asked();
    String why = "reason " + requested.reason();
    if (asked != null) {
      return draft
          .move(
              Transition.REQUESTED_FOR_APPROVAL, requested.initiator(), why + "; " + asked.words())
          .accepted();
    }
    Transition first =
        requested.effectiveAt().isAfter(now)
            ? Transition.REQUESTED_FOR_LATER
            : Transition.REQUESTED_FOR_NOW;
    return draft.move(first, requested.initiator(), why).accepted();
  }

  /// The first decision about what follows an offboarding after whose end access was found: what it
  /// did last is done again, without another grace period.
  public static Decision followUp(SagaDefinition definition, Requested requested, Instant now) {
    Transition first =
        switch (requested.policy().erase()) {
          case AFTER_GRACE_PERIOD -> Transition.FOLLOWED_UP;
          case NEVER -> Transition.REQUESTED_FOR_NOW;
        };
    return Draft.of(definition, requested.withoutGracePeriod(), now)
        .move(first, ORCHESTRATOR, "residual access found after the end of " + requested.follows())
        .accepted();
  }

  /// The first decision about somebody who comes back after the end: everybody opens the next
  /// epoch, and nothing of the epochs before is given back.
  public static Decision rehire(SagaDefinition definition, Requested requested, Instant now) {
    return Draft.of(definition, requested, now)
        .undoneBy(requested.initiator())
        .move(Transition.REHIRED, requested.initiator(), "re-hired after " + requested.follows())
        .accepted();
  }

  /// What an event leads to. What an entered state announces is the definition's to say.
  public static Decision decide(
      SagaDefinition definition, Offboarding offboarding, SagaEvent event, Instant now) {
    return switch (event) {
      case Judged judged ->
          Approving.judged(Draft.of(definition, offboarding, now), offboarding, judged, now);
      case RetryRequested retry -> Retrying.requested(definition, offboarding, retry, now);
      case Happened happened -> happened(definition, offboarding, happened, now);
    };
  }

  /// The table, state by event.
  private static Decision happened(
      SagaDefinition definition, Offboarding offboarding, Happened event, Instant now) {
    Draft draft = Draft.of(definition, offboarding, now);
    return switch (offboarding.state()) {
      case AWAITING_APPROVAL ->
          switch (event) {
            case StartChecked checked -> Approving.lookedAgain(draft, offboarding, checked);
            case TimerFired timer -> Approving.timerFired(draft, offboarding, now);
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case UndoRequested undo -> Approving.withdraw(draft, undo.initiator());
            case Reported reported -> ignored(offboarding, IgnoredReason.NOTHING_ANNOUNCED);
          };
      case SCHEDULED ->
          switch (event) {
            case StartChecked checked -> Starting.whenEffective(draft, offboarding, checked, now);
            case TimerFired timer -> accepted(offboarding);
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case UndoRequested undo -> Starting.withdraw(draft, undo.initiator());
            case Reported reported -> ignored(offboarding, IgnoredReason.NOTHING_ANNOUNCED);
          };
      case REVOKING ->
          switch (event) {
            case Reported reported -> answered(definition, draft, reported, offboarding);
            case TimerFired timer -> again(definition, draft, offboarding, timer);
            case UndoRequested undo ->
                reinstate(draft, Transition.UNDONE_WHILE_REVOKING, undo.initiator());
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case StartChecked checked -> accepted(offboarding);
          };
      case VERIFYING ->
          switch (event) {
            case Reported reported -> answered(definition, draft, reported, offboarding);
            case TimerFired timer -> verifyAgain(definition, draft, timer);
            case UndoRequested undo ->
                reinstate(draft, Transition.UNDONE_WHILE_VERIFYING, undo.initiator());
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case StartChecked checked -> accepted(offboarding);
          };
      case REVOKED ->
          switch (event) {
            case TimerFired timer ->
                Sweeping.whileRevoked(definition, draft, offboarding, timer, now);
            case UndoRequested undo ->
                reinstate(draft, Transition.UNDONE_IN_GRACE_PERIOD, undo.initiator());
            case Reported reported -> Sweeping.swept(definition, draft, reported, offboarding);
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case StartChecked checked -> accepted(offboarding);
          };
      case ERASING, SEALING ->
          switch (event) {
            case Reported reported -> answered(definition, draft, reported, offboarding);
            case TimerFired timer -> again(definition, draft, offboarding, timer);
            case UndoRequested undo -> tooLate(offboarding);
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case StartChecked checked -> accepted(offboarding);
          };
      case REINSTATING ->
          switch (event) {
            case Reported reported -> answered(definition, draft, reported, offboarding);
            case TimerFired timer -> again(definition, draft, offboarding, timer);
            case UndoRequested undo -> accepted(offboarding);
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case StartChecked checked -> accepted(offboarding);
          };
      case REINSTATED, CANCELLED ->
          switch (event) {
            case UndoRequested undo -> accepted(offboarding);
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case Reported reported -> ignored(offboarding, IgnoredReason.ENDED);
            case TimerFired timer -> ignored(offboarding, IgnoredReason.ENDED);
            case StartChecked checked -> ignored(offboarding, IgnoredReason.ENDED);
          };
      case COMPLETED ->
          switch (event) {
            case UndoRequested undo -> tooLate(offboarding);
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case Reported reported
                when offboarding.isRoleChange() || reported.report().phase() != Phase.VERIFY ->
                ignored(offboarding, IgnoredReason.ENDED);
            case Reported reported -> Sweeping.swept(definition, draft, reported, offboarding);
            case TimerFired timer -> Sweeping.sweep(definition, draft, offboarding, timer, now);
            case StartChecked checked -> ignored(offboarding, IgnoredReason.ENDED);
          };
      // whoever wrote that state knows more
      case UNKNOWN ->
          switch (event) {
            case UndoRequested undo -> tooLate(offboarding);
            case SoonerRequested again -> Stronger.requested(offboarding, again, now);
            case Reported reported -> ignored(offboarding, IgnoredReason.PARKED);
            case TimerFired timer -> ignored(offboarding, IgnoredReason.PARKED);
            case StartChecked checked -> ignored(offboarding, IgnoredReason.PARKED);
          };
    };
  }

  private static Decision reinstate(Draft draft, Transition transition, Initiator initiator) {
    return draft.undoneBy(initiator).move(transition, initiator, "undo requested").accepted();
  }

  private static Decision again(
      SagaDefinition definition, Draft draft, Offboarding offboarding, TimerFired timer) {
    PhaseDefinition awaited = definition.awaitedIn(offboarding.state()).orElseThrow();
    return draft.announceAgain(awaited, timer.patience()).accepted();
  }

  private static Decision verifyAgain(SagaDefinition definition, Draft draft, TimerFired timer) {
    PhaseDefinition verification = definition.phase(Phase.VERIFY);
    return draft.isResidualDue(verification)
        ? draft.move(Transition.RESIDUAL_ACCESS, ORCHESTRATOR, "residual access").accepted()
        : draft.announceAgain(verification, timer.patience()).accepted();
  }

  private static Decision answered(
      SagaDefinition definition, Draft draft, Reported reported, Offboarding offboarding) {
    PhaseDefinition awaited = definition.awaitedIn(offboarding.state()).orElseThrow();
    Optional<IgnoredReason> reason = draft.answer(reported, awaited);
    if (reason.isPresent()) {
      return ignored(offboarding, reason.get());
    }
    if (reported.report() instanceof StepRefused refusal
        && offboarding.state() == OffboardingState.REVOKING
        && offboarding.policy().onRefusal() == Refusal.REINSTATE) {
      String why = "refused by %s: %s".formatted(reported.participant(), refusal.code());
      return draft.undoneBy(ORCHESTRATOR).move(Transition.REFUSED, ORCHESTRATOR, why).accepted();
    }
    return (draft.isAwaitingSomebody() ? draft : advance(draft, offboarding, awaited)).accepted();
  }

  private static Draft advance(Draft draft, Offboarding offboarding, PhaseDefinition done) {
    return switch (done.phase()) {
      case REVOKE, WITHDRAW -> draft.move(Transition.ALL_CONFIRMED, ORCHESTRATOR, ALL_COMPLETED);
      case VERIFY -> {
        draft.move(Transition.ALL_REVOKED, ORCHESTRATOR, "no residual access");
        yield offboarding.policy().gracePeriod().isZero()
            ? Sweeping.endGracePeriod(draft, offboarding)
            : draft;
      }
      case ERASE -> draft.move(Transition.ALL_ERASED, ORCHESTRATOR, ALL_COMPLETED);
      case SEAL -> draft.move(Transition.ALL_SEALED, ORCHESTRATOR, ALL_COMPLETED);
      case REINSTATE, RESTORE -> draft.move(Transition.ALL_REINSTATED, ORCHESTRATOR, ALL_COMPLETED);
    };
  }

  private static Decision accepted(Offboarding offboarding) {
    return Decision.unchanged(offboarding, new Verdict.Accepted());
  }

  private static Decision ignored(Offboarding offboarding, IgnoredReason reason) {
    return Decision.unchanged(offboarding, new Verdict.Ignored(reason));
  }

  private static Decision tooLate(Offboarding offboarding) {
    return Decision.unchanged(
        offboarding, new Verdict.Refused(offboarding.state(), Verdict.Conflict.TOO_LATE));
  }
}
