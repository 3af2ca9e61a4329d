package dev.offboard.entitlement.task;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.RoleName;
import dev.offboard.messaging.participant.Report;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A step that was done here and is to be done in applications too, as far as they are connected.
///
/// @param here what was done here
/// @param roles by application, of a role change; empty when it is about the accounts
/// @param priority an emergency's tasks are done before those of others
public record Wanted(
    UserRef user,
    OffboardingId offboardingId,
    Epoch epoch,
    Set<ApplicationId> applications,
    Map<ApplicationId, List<RoleName>> roles,
    Evidence here,
    Priority priority) {
  /// What to say of it once it was begun in applications, if any takes part.
  public Report report(Tasks.@Nullable Begun begun) {
    return begun == null || begun.underWay() == null ? Report.completed(here) : begun.underWay();
  }
}
