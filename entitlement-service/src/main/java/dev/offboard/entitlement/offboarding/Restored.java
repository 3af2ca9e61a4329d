package dev.offboard.entitlement.offboarding;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.grant.Grant;
import dev.offboard.entitlement.grant.GrantOutcome;
import dev.offboard.entitlement.task.Wanted;
import java.util.HashSet;
import java.util.Set;

/// What one user was given back. An application of which no role could be given back is not asked
/// to activate the account.
final class Restored {
  private final Set<ApplicationId> applications = new HashSet<>();
  private long restored;
  private long notRestorable;

  void count(Grant grant, GrantOutcome outcome) {
    if (outcome.isGranted()) {
      restored++;
      applications.add(grant.role().applicationId());
    } else {
      notRestorable++;
    }
  }

  Set<ApplicationId> applications() {
    return applications;
  }

  /// What applications have to do besides, when a role change is undone.
  Wanted wantedBy(RolesRestored event) {
    return new Wanted(
        event.user(),
        event.offboardingId(),
        event.epoch(),
        applications,
        RoleChanges.byApplication(event),
        evidence(),
        Priority.NORMAL);
  }

  Evidence evidence() {
    return Evidence.of("restored", restored).and("notRestorable", notRestorable);
  }
}
