package dev.offboard.orchestrator.offboarding;

import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.plan.Wanted;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.util.List;

/// A request, who asks, and what is known about whom it concerns.
record Asking(
    OffboardingRequest request,
    Party requester,
    PolicySnapshot policy,
    DirectoryUser user,
    Manner manner) {
  /// Who has to approve, if nobody has otherwise.
  enum Manner {
    /// Nobody.
    ALONE,
    /// Somebody, who approves the list of all that were asked for together.
    ONE_OF_MANY
  }

  Wanted wanted() {
    return new Wanted(
        request.user(), request.reason(), policy, request.effectiveAt(), request.roles());
  }

  List<Party> requesters() {
    return List.of(requester);
  }

  /// Whether it may have to be approved, or is about roles: then whatever is under way is looked
  /// for first.
  boolean isUncommon() {
    return !request.roles().isEmpty()
        || policy.fourEyes().approvals() > 0
        || user.isProtected()
        || user.isAdministrator()
        || requester.is(request.user());
  }
}
