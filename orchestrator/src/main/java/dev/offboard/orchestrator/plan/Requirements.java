package dev.offboard.orchestrator.plan;

import static dev.offboard.orchestrator.plan.Requirement.ADMINISTRATOR;
import static dev.offboard.orchestrator.plan.Requirement.LAST_ADMINISTRATOR;
import static dev.offboard.orchestrator.plan.Requirement.ONESELF;
import static dev.offboard.orchestrator.plan.Requirement.POLICY;
import static dev.offboard.orchestrator.plan.Requirement.PROTECTED;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.FourEyes.Guard;
import dev.offboard.orchestrator.saga.Party;
import java.util.List;
import java.util.function.Supplier;

/// Who else has to approve: what the policy asks for, and beyond it always somebody for an
/// administrator, and two for a protected account, the last administrator and oneself, unless the
/// policy refuses them altogether.
final class Requirements {
  private static final int TWO = 2;

  private Requirements() {}

  /// @throws ApiProblem 409 `protected-account` or `last-administrator`, 403
  ///   `requester-is-concerned`
  static Requirement of(Wanted wanted, DirectoryUser known, List<Party> requesters) {
    UserRef user = wanted.user();
    FourEyes eyes = wanted.policy().fourEyes();
    Requirement requirement = Requirement.NONE;
    if (eyes.approvals() > 0) {
      requirement = requirement.and(eyes.approvals(), POLICY);
      for (String rule : wanted.policy().rules()) {
        requirement = requirement.and(eyes.approvals(), rule);
      }
    }
    if (known.isAdministrator()) {
      requirement = requirement.and(1, ADMINISTRATOR);
    }
    // a role change takes no account away
    if (known.isLastAdministrator() && wanted.revoke().isEmpty()) {
      require(eyes.lastAdministrator(), () -> lastAdministrator(user));
      requirement = requirement.and(TWO, LAST_ADMINISTRATOR);
    }
    if (known.isProtected()) {
      require(eyes.protectedAccount(), () -> protectedAccount(user));
      requirement = requirement.and(TWO, PROTECTED);
    }
    if (requesters.stream().anyMatch(party -> party.is(user))) {
      require(eyes.oneself(), () -> oneself(user));
      requirement = requirement.and(TWO, ONESELF);
    }
    return requirement;
  }

  private static void require(Guard guard, Supplier<ApiProblem> refusal) {
    switch (guard) {
      case REFUSE -> throw refusal.get();
      case TWO_APPROVERS -> {}
    }
  }

  private static ApiProblem protectedAccount(UserRef user) {
    return ApiProblem.conflict(
        "protected-account",
        "The account of user %s is protected. Nothing was done; take the protection off first."
            .formatted(user));
  }

  private static ApiProblem lastAdministrator(UserRef user) {
    return ApiProblem.conflict(
        "last-administrator",
        "User %s is the last administrator of tenant %s. Nothing was done; make somebody else one first."
            .formatted(user, user.tenantId()));
  }

  private static ApiProblem oneself(UserRef user) {
    return ApiProblem.forbidden(
        "requester-is-concerned",
        "Nobody asks for their own offboarding (user %s). Nothing was done; somebody else has to ask."
            .formatted(user));
  }
}
