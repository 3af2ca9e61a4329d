package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.Initiator.ORCHESTRATOR;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.orchestrator.saga.SagaEvent.Approved;
import dev.offboard.orchestrator.saga.SagaEvent.Denied;
import dev.offboard.orchestrator.saga.SagaEvent.Judged;
import dev.offboard.orchestrator.saga.SagaEvent.StartChecked;
import dev.offboard.orchestrator.saga.Verdict.Conflict;
import java.time.Instant;

/// What becomes of an offboarding that waits for somebody else's approval. Nothing has been done
/// yet, and nothing is done without it.
final class Approving {
  private Approving() {}

  static Decision judged(Draft draft, Offboarding offboarding, Judged judged, Instant now) {
    if (offboarding.state() != OffboardingState.AWAITING_APPROVAL) {
      return tooLate(offboarding, judged);
    }
    return switch (judged) {
      case Approved approved -> approved(draft, offboarding, approved, now);
      case Denied denied -> denied(draft, offboarding, denied);
    };
  }

  /// Somebody was faster. The same word again is no conflict.
  private static Decision tooLate(Offboarding offboarding, Judged judged) {
    Approvals approvals = offboarding.approvals();
    boolean isRepeated =
        switch (judged) {
          case Approved(Party by, String planHash) ->
              approvals.isOf(planHash) && approvals.isGivenBy(by);
          case Denied denied -> offboarding.state() == OffboardingState.CANCELLED;
        };
    return isRepeated ? accepted(offboarding) : refused(offboarding, Conflict.NOT_AWAITING);
  }

  private static Decision approved(
      Draft draft, Offboarding offboarding, Approved approved, Instant now) {
    Approvals approvals = offboarding.approvals();
    Party by = approved.by();
    if (approvals.isRequestedBy(by)) {
      return refused(offboarding, Conflict.APPROVER_IS_REQUESTER);
    }
    if (by.is(offboarding.user())) {
      return refused(offboarding, Conflict.APPROVER_IS_CONCERNED);
    }
    if (approvals.isGivenBy(by)) {
      return refused(offboarding, Conflict.APPROVED_ALREADY);
    }
    if (!approvals.isOf(approved.planHash())) {
      return refused(offboarding, Conflict.PLAN_CHANGED);
    }
    Approvals after = approvals.with(new Approvals.Given(by, now));
    draft.approvals(after);
    Initiator approver = by.initiator();
    String why = "approved plan " + approved.planHash();
    if (after.missing() > 0) {
      return draft.move(Transition.APPROVED_IN_PART, approver, why).accepted();
    }
    return offboarding.milestones().effectiveAt().isAfter(now)
        ? draft.move(Transition.APPROVED_FOR_LATER, approver, why).accepted()
        : draft.effectiveAt(now).move(Transition.APPROVED, approver, why).accepted();
  }

  private static Decision denied(Draft draft, Offboarding offboarding, Denied denied) {
    return denied.by().is(offboarding.user())
        ? refused(offboarding, Conflict.APPROVER_IS_CONCERNED)
        : draft
            .move(Transition.DENIED, denied.by().initiator(), "denied: " + denied.reason())
            .accepted();
  }

  /// Whoever waits for an approval waits no longer than the policy says.
  static Decision timerFired(Draft draft, Offboarding offboarding, Instant now) {
    Instant until = offboarding.approvals().until();
    return until == null || now.isBefore(until)
        ? accepted(offboarding)
        : draft.move(Transition.EXPIRED, ORCHESTRATOR, "not approved until " + until).accepted();
  }

  /// Somebody has looked whether what is asked is still what would be done.
  static Decision lookedAgain(Draft draft, Offboarding offboarding, StartChecked checked) {
    return switch (checked.conditions()) {
      case StartConditions.Hold hold -> accepted(offboarding);
      case StartConditions.Fail(String why) ->
          draft.move(Transition.UNFOUNDED, ORCHESTRATOR, why).accepted();
      case StartConditions.Drifted(Asked asked, String why) ->
          offboarding.approvals().isOf(asked.planHash())
              ? accepted(offboarding)
              : draft
                  .approvals(offboarding.approvals().asking(asked))
                  .move(Transition.REPLANNED, ORCHESTRATOR, why)
                  .accepted();
    };
  }

  static Decision withdraw(Draft draft, Initiator initiator) {
    return draft
        .move(Transition.WITHDRAWN_UNAPPROVED, initiator, "withdrawn before it was approved")
        .accepted();
  }

  private static Decision accepted(Offboarding offboarding) {
    return Decision.unchanged(offboarding, new Verdict.Accepted());
  }

  private static Decision refused(Offboarding offboarding, Conflict conflict) {
    return Decision.unchanged(offboarding, new Verdict.Refused(offboarding.state(), conflict));
  }
}
