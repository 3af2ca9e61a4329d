package dev.offboard.entitlement.offboarding;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.RoleRef;
import dev.offboard.entitlement.grant.Grant;
import dev.offboard.entitlement.grant.Grants;
import dev.offboard.entitlement.grant.Snapshots;
import dev.offboard.entitlement.grant.Snapshots.Erased;
import dev.offboard.entitlement.grant.Snapshots.Leaver;
import dev.offboard.entitlement.grant.Snapshots.Revoked;
import dev.offboard.entitlement.task.AskedApplications;
import dev.offboard.entitlement.task.Rechecks;
import dev.offboard.entitlement.task.Tasks;
import dev.offboard.entitlement.task.Tasks.Begun;
import dev.offboard.entitlement.task.Wanted;
import dev.offboard.messaging.participant.BatchParticipant;
import dev.offboard.messaging.participant.Report;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes every grant of a leaver away and remembers it for an undo; gives back under the new epoch
/// what its application still knows; forgets all of it past the pivot. The fence has blocked the
/// user before any of this is called, so every decision is no from that commit on; what
/// applications outside have to do besides takes as long as it takes, and the step ends with the
/// last of them.
@Component
final class EntitlementParticipant implements BatchParticipant {
  private final Grants grants;
  private final Snapshots snapshots;
  private final Tasks tasks;
  private final AskedApplications askedApplications;
  private final Rechecks rechecks;
  private final RoleChanges roleChanges;

  EntitlementParticipant(
      Grants grants,
      Snapshots snapshots,
      Tasks tasks,
      AskedApplications askedApplications,
      Rechecks rechecks,
      RoleChanges roleChanges) {
    this.grants = grants;
    this.snapshots = snapshots;
    this.tasks = tasks;
    this.askedApplications = askedApplications;
    this.rechecks = rechecks;
    this.roleChanges = roleChanges;
  }

  @Override
  public ParticipantName name() {
    return ParticipantName.ENTITLEMENT;
  }

  @Override
  public List<Report> deprovisioned(List<UserDeprovisioned> events) {
    Map<UserRef, Set<ApplicationId>> unfinished =
        askedApplications.leftToWithdraw(events.stream().map(UserDeprovisioned::user).toList());
    Map<UserRef, Revoked> revoked = snapshots.revoke(leavers(events));
    List<Taken> taken =
        events.stream()
            .map(
                event ->
                    new Taken(
                        event,
                        revoked.getOrDefault(event.user(), Revoked.NOTHING),
                        unfinished.getOrDefault(event.user(), Set.of())))
            .toList();
    Map<OffboardingId, Begun> begun =
        tasks.begin(Phase.REVOKE, taken.stream().map(Taken::wanted).toList());
    return taken.stream().map(one -> one.report(begun.get(one.event().offboardingId()))).toList();
  }

  @Override
  public List<Report> reinstated(List<UserReinstated> events) {
    Map<UserRef, Restored> restored =
        give(events, roleChanges.andTakenBefore(events, snapshots.handOut(leavers(events))));
    return inApplicationsToo(
        Phase.REINSTATE,
        events.stream()
            .map(
                event -> {
                  Restored of = restored.getOrDefault(event.user(), new Restored());
                  return wanted(event, of.applications(), of.evidence());
                })
            .toList());
  }

  /// Each under the epoch of its event.
  private Map<UserRef, Restored> give(
      List<? extends PhaseAnnouncement> events, Map<UserRef, List<RoleRef>> taken) {
    SortedMap<Grant, Epoch> wanted = new TreeMap<>();
    for (PhaseAnnouncement event : events) {
      for (RoleRef role : taken.getOrDefault(event.user(), List.of())) {
        wanted.put(new Grant(event.user(), role), event.epoch());
      }
    }
    Map<UserRef, Restored> restored = new HashMap<>();
    grants
        .create(wanted)
        .forEach(
            (grant, outcome) ->
                restored
                    .computeIfAbsent(grant.user(), user -> new Restored())
                    .count(grant, outcome));
    return restored;
  }

  @Override
  public List<Report> erased(List<UserErased> events) {
    Map<UserRef, Erased> erased = snapshots.erase(leavers(events));
    roleChanges.forget(events);
    Map<UserRef, Set<ApplicationId>> asked =
        askedApplications.askedToRevoke(events.stream().map(UserErased::user).toList());
    return inApplicationsToo(
        Phase.ERASE,
        events.stream()
            .map(
                event -> {
                  Erased of = erased.getOrDefault(event.user(), Erased.NOTHING);
                  Set<ApplicationId> applications = new HashSet<>(of.applications());
                  applications.addAll(asked.getOrDefault(event.user(), Set.of()));
                  Evidence here =
                      Evidence.of("snapshots", of.snapshots()).and("grants", of.grants());
                  return wanted(event, applications, here);
                })
            .toList());
  }

  @Override
  public List<Report> withdrawn(List<RolesWithdrawn> events) {
    return inApplicationsToo(Phase.WITHDRAW, roleChanges.withdraw(events));
  }

  @Override
  public List<Report> restored(List<RolesRestored> events) {
    Map<UserRef, Restored> restored = give(events, roleChanges.end(events));
    return inApplicationsToo(
        Phase.RESTORE,
        events.stream()
            .map(event -> restored.getOrDefault(event.user(), new Restored()).wantedBy(event))
            .toList());
  }

  @Override
  public List<Evidence> residualRoles(List<ResidualRolesQueried> questions) {
    return roleChanges.left(questions);
  }

  /// Of a role change: it has ended, and what it took may be granted again.
  @Override
  public List<Report> concluded(List<OffboardingConcluded> events) {
    roleChanges.end(events);
    return events.stream().map(event -> Report.completed(Evidence.NONE)).toList();
  }

  @Override
  public List<Evidence> residualAccess(List<Holder> holders) {
    Map<UserRef, Epoch> users =
        holders.stream().collect(Collectors.toMap(Holder::user, Holder::epoch));
    Map<UserRef, Long> held = grants.heldAtOrBelow(users);
    Map<UserRef, Long> left = askedApplications.leftAtOrBelow(users);
    rechecks.ask(users);
    return holders.stream()
        .map(Holder::user)
        .map(user -> count("grants", held.get(user)).plus(count("applications", left.get(user))))
        .toList();
  }

  private static Evidence count(String kind, @Nullable Long count) {
    return count == null ? Evidence.NONE : Evidence.of(kind, count);
  }

  /// Completed where no application has to do anything.
  private List<Report> inApplicationsToo(Phase phase, List<Wanted> steps) {
    Map<OffboardingId, Begun> begun = tasks.begin(phase, steps);
    return steps.stream().map(step -> step.report(begun.get(step.offboardingId()))).toList();
  }

  private static Wanted wanted(
      PhaseAnnouncement event, Set<ApplicationId> applications, Evidence here) {
    return new Wanted(
        event.user(),
        event.offboardingId(),
        event.epoch(),
        applications,
        Map.of(),
        here,
        Priority.NORMAL);
  }

  private static List<Leaver> leavers(List<? extends PhaseAnnouncement> events) {
    return events.stream()
        .map(event -> new Leaver(event.user(), event.offboardingId(), event.epoch()))
        .toList();
  }
}
