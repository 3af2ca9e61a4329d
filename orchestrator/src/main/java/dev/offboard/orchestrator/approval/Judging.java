package dev.offboard.orchestrator.approval;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.Directory;
import dev.offboard.orchestrator.offboarding.ApprovalView;
import dev.offboard.orchestrator.offboarding.Changes;
import dev.offboard.orchestrator.plan.Conditions;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.SagaEvent.Approved;
import dev.offboard.orchestrator.saga.SagaEvent.Denied;
import dev.offboard.orchestrator.saga.SagaEvent.StartChecked;
import dev.offboard.orchestrator.saga.StartConditions;
import dev.offboard.orchestrator.saga.StartConditions.Drifted;
import dev.offboard.orchestrator.saga.StartConditions.Fail;
import dev.offboard.orchestrator.saga.StartConditions.Hold;
import dev.offboard.orchestrator.saga.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Approves or denies one offboarding. What is approved is looked up once more: if it is not what
/// would be done now, that is asked instead, and whoever came with the old hash is shown it.
@Component
public final class Judging {
  private final Changes changes;
  private final Directory directory;
  private final Conditions conditions;

  Judging(Changes changes, Directory directory, Conditions conditions) {
    this.changes = changes;
    this.directory = directory;
    this.conditions = conditions;
  }

  /// The offboarding as it is afterwards, also when the same approver had approved it before.
  ///
  /// @param known as the approver could see it
  /// @throws ApiProblem 403 for requesters, the person concerned and who has approved; 409
  ///   `plan-changed` with the plan of now, `not-awaiting-approval`, `no-longer-holds`, or if it
  ///   would be refused by now; 503 if it isn't known what the user holds
  public Offboarding approve(
      Offboarding known, Party approver, String planHash, @Nullable String note) {
    if (known.state() == OffboardingState.AWAITING_APPROVAL) {
      lookAgain(known);
      Asked asked = known.approvals().asked();
      if (asked != null && !asked.planHash().equals(planHash)) {
        throw changed(known.id(), asked);
      }
    }
    return changes.ask(
        known.id(),
        (offboarding, now) -> new Approved(approver, planHash),
        note,
        refused -> problem(known.id(), refused));
  }

  /// The offboarding as it is afterwards, also when it had been cancelled before.
  ///
  /// @throws ApiProblem 403 for the person concerned, 409 `not-awaiting-approval`
  public Offboarding deny(OffboardingId id, Party by, ReasonCode reason, @Nullable String note) {
    return changes.ask(
        id, (offboarding, now) -> new Denied(by, reason), note, refused -> problem(id, refused));
  }

  private void lookAgain(Offboarding known) {
    StartConditions found =
        conditions.of(
            known,
            directory.findAll(List.of(known.user())).getOrDefault(known.user(), Optional.empty()));
    switch (found) {
      case Hold hold -> {}
      case Drifted drifted -> {
        tell(known.id(), drifted);
        throw changed(known.id(), drifted.asked());
      }
      case Fail fail -> {
        tell(known.id(), fail);
        throw ApiProblem.conflict(
                "no-longer-holds",
                "Offboarding %s is cancelled: %s. Nothing else was done."
                    .formatted(known.id(), fail.why()))
            .with("state", OffboardingState.CANCELLED);
      }
    }
  }

  /// Kept, whatever the approver is told: it stands in the history.
  private void tell(OffboardingId id, StartConditions found) {
    changes.ask(
        id, (offboarding, now) -> new StartChecked(found), null, refused -> problem(id, refused));
  }

  private static ApiProblem changed(OffboardingId id, Asked asked) {
    return ApiProblem.conflict(
            "plan-changed",
            "Offboarding %s would not do any more what was approved. Nothing was done; what it would do now is asked instead, and all approvals before are void. Look at `plan` and approve `planHash`."
                .formatted(id))
        .with("planHash", asked.planHash())
        .with("plan", ApprovalView.planOf(asked));
  }

  static ApiProblem problem(OffboardingId id, Verdict.Refused refused) {
    return switch (refused.conflict()) {
      case APPROVER_IS_REQUESTER ->
          forbidden(
              "approver-is-requester",
              "Offboarding %s was requested by whoever would approve it now. Nothing was done;"
                  + " somebody else has to.",
              id);
      case APPROVER_IS_CONCERNED ->
          forbidden(
              "approver-is-concerned",
              "Offboarding %s is about whoever would decide about it. Nothing was done; somebody"
                  + " else has to.",
              id);
      case APPROVED_ALREADY ->
          forbidden(
              "approved-already",
              "Offboarding %s has this approval already and needs that of somebody else. Nothing"
                  + " was done.",
              id);
      case PLAN_CHANGED ->
          ApiProblem.conflict(
              "plan-changed",
              "Offboarding %s asks for the approval of another plan. Nothing was done; look at it again and approve its `planHash`."
                  .formatted(id));
      case NOT_AWAITING,
          NOBODY_AWAITED,
          TOO_LATE,
          BEING_REINSTATED,
          ENDED,
          COVERED,
          OTHER_ROLES,
          ROLE_CHANGE_FIRST,
          APPROVAL_FIRST,
          LOOK_AGAIN ->
          ApiProblem.conflict(
                  "not-awaiting-approval",
                  "Offboarding %s is %s and waits for nobody's approval. Nothing was done."
                      .formatted(id, refused.state()))
              .with("state", refused.state());
    };
  }

  private static ApiProblem forbidden(String code, String words, OffboardingId id) {
    return ApiProblem.forbidden(code, words.formatted(id));
  }
}
