package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.saga.Verdict;
import java.time.Duration;

/// Says in words why a request cannot join the offboarding that is under way.
final class Conflicts {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private Conflicts() {}

  static ApiProblem problem(OffboardingId id, UserRef user, Verdict.Refused refused) {
    return switch (refused.conflict()) {
      case BEING_REINSTATED, TOO_LATE ->
          conflict(
              "being-reinstated",
              "User %s is being given access back by offboarding %s (%s). Nothing was done; request it again once that has ended."
                  .formatted(user, id, refused.state()),
              id,
              refused);
      case COVERED ->
          conflict(
              "being-offboarded",
              "User %s is being offboarded as a whole by %s (%s), which takes these roles too. Nothing was done; undo it if the user stays."
                  .formatted(user, id, refused.state()),
              id,
              refused);
      case OTHER_ROLES ->
          conflict(
              "role-change-under-way",
              "Role change %s of user %s is %s and takes other roles. Nothing was done; request it again once that has ended, or undo it first."
                  .formatted(id, user, refused.state()),
              id,
              refused);
      case ROLE_CHANGE_FIRST ->
          conflict(
              "role-change-first",
              "Role change %s of user %s is %s and has not ended before this is to begin. Nothing was done; request it for now, which ends the role change too, or once that has ended."
                  .formatted(id, user, refused.state()),
              id,
              refused);
      case APPROVAL_FIRST ->
          conflict(
              "approval-first",
              "Offboarding %s of user %s is %s, and what is asked for now would have to be approved first. Nothing was done; request it again once that has ended, or undo it first."
                  .formatted(id, user, refused.state()),
              id,
              refused);
      case ENDED, LOOK_AGAIN -> changing(user);
      case NOBODY_AWAITED,
          NOT_AWAITING,
          APPROVER_IS_REQUESTER,
          APPROVER_IS_CONCERNED,
          APPROVED_ALREADY,
          PLAN_CHANGED ->
          throw new IllegalStateException(
              "a request for %s was answered like an approval: %s; nothing is kept"
                  .formatted(user, refused));
    };
  }

  private static ApiProblem conflict(
      String code, String words, OffboardingId id, Verdict.Refused refused) {
    return ApiProblem.conflict(code, words)
        .with("offboardingId", id.value())
        .with("state", refused.state());
  }

  static ApiProblem changing(UserRef user) {
    return ApiProblem.unavailable(
        "user-changes",
        "User %s is changing right now. Nothing was done; try again.".formatted(user),
        RETRY_AFTER);
  }
}
