package dev.offboard.entitlement.offboarding;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RoleAnnouncement;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.RoleName;
import dev.offboard.entitlement.application.RoleRef;
import dev.offboard.entitlement.grant.Withdrawals;
import dev.offboard.entitlement.task.AskedApplications;
import dev.offboard.entitlement.task.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What a role change does here: takes the named roles and blocks them. Every application of which
/// a role goes is asked to take its part, with the roles by name; what it makes of an account that
/// is still needed for another role is its connector's to know.
@Component
final class RoleChanges {
  private final Withdrawals withdrawals;
  private final AskedApplications applications;

  RoleChanges(Withdrawals withdrawals, AskedApplications applications) {
    this.withdrawals = withdrawals;
    this.applications = applications;
  }

  /// Returns what applications have to do besides.
  List<Wanted> withdraw(List<RolesWithdrawn> events) {
    Map<OffboardingId, Long> taken = withdrawals.take(events);
    return events.stream()
        .map(
            event -> {
              Map<ApplicationId, List<RoleName>> roles = byApplication(event);
              return new Wanted(
                  event.user(),
                  event.offboardingId(),
                  event.epoch(),
                  roles.keySet(),
                  roles,
                  Evidence.of("grants", taken.getOrDefault(event.offboardingId(), 0L)),
                  Objects.requireNonNullElse(event.priority(), Priority.NORMAL));
            })
        .toList();
  }

  /// Ends the blocks, of an undo or of the end, and returns what each user held.
  Map<UserRef, List<RoleRef>> end(List<? extends Announcement> events) {
    return withdrawals.handOut(events.stream().map(Announcement::offboardingId).toList());
  }

  /// With `taken`, what an offboarding took that began as a role change. A new epoch begins, so
  /// that nothing is kept away any more, whichever role change did.
  Map<UserRef, List<RoleRef>> andTakenBefore(
      List<UserReinstated> events, Map<UserRef, List<RoleRef>> taken) {
    Map<UserRef, List<RoleRef>> both = new HashMap<>(taken);
    end(events)
        .forEach(
            (user, roles) ->
                both.merge(
                    user,
                    roles,
                    (some, others) -> Stream.concat(some.stream(), others.stream()).toList()));
    forget(events);
    return both;
  }

  /// Keeps nothing away from these users any more: they are gone, or begin anew.
  void forget(List<? extends Announcement> events) {
    withdrawals.forget(events.stream().map(Announcement::user).toList());
  }

  List<Evidence> left(List<ResidualRolesQueried> questions) {
    Map<OffboardingId, Long> held = withdrawals.stillHeld(questions);
    Map<OffboardingId, Long> asked =
        applications.leftOf(questions.stream().map(ResidualRolesQueried::offboardingId).toList());
    return questions.stream()
        .map(ResidualRolesQueried::offboardingId)
        .map(
            id ->
                Evidence.of("grants", held.getOrDefault(id, 0L))
                    .and("applications", asked.getOrDefault(id, 0L)))
        .toList();
  }

  static Map<ApplicationId, List<RoleName>> byApplication(RoleAnnouncement event) {
    return event.roles().stream()
        .collect(
            Collectors.groupingBy(
                role -> new ApplicationId(role.applicationId()),
                Collectors.mapping(RoleChanges::name, Collectors.toList())));
  }

  private static RoleName name(HeldRole role) {
    return new RoleName(role.role());
  }
}
