package dev.offboard.entitlement.offboarding;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.RoleRef;
import dev.offboard.entitlement.grant.Snapshots.Revoked;
import dev.offboard.entitlement.task.Tasks.Begun;
import dev.offboard.entitlement.task.Wanted;
import dev.offboard.messaging.participant.Inventory;
import dev.offboard.messaging.participant.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a leaver has lost here.
///
/// @param unfinished where a role change took the last role, but the account may still be active
record Taken(UserDeprovisioned event, Revoked revoked, Set<ApplicationId> unfinished) {
  /// What applications have to do besides.
  Wanted wanted() {
    Set<ApplicationId> applications = new HashSet<>(revoked.applications());
    Evidence here =
        Evidence.of("grants", revoked.roles().size()).and("applications", applications.size());
    applications.addAll(unfinished);
    return new Wanted(
        event.user(),
        event.offboardingId(),
        event.epoch(),
        applications,
        Map.of(),
        here,
        Objects.requireNonNullElse(event.priority(), Priority.NORMAL));
  }

  /// Of a step begun in applications, if any takes part.
  Report report(@Nullable Begun begun) {
    Inventory held = inventory();
    return wanted()
        .report(begun)
        .having(begun == null ? held : held.and("applications", begun.applications()));
  }

  /// By application, because that is who has to be believed. What was there is what has been taken
  /// away.
  private Inventory inventory() {
    Inventory held = Inventory.NOTHING;
    for (RoleRef role : revoked.roles()) {
      held = held.and("grants/" + role.applicationId(), List.of(role.role().value()));
    }
    return held;
  }
}
