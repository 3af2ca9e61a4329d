package dev.offboard.entitlement.offboarding;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.entitlement.application.RoleRef;
import dev.offboard.entitlement.grant.Grant;
import dev.offboard.entitlement.grant.Grants;
import dev.offboard.entitlement.grant.Snapshots;
import dev.offboard.entitlement.grant.Snapshots.Erased;
import dev.offboard.entitlement.grant.Snapshots.Leaver;
import dev.offboard.entitlement.grant.Snapshots.Revoked;
import dev.offboard.messaging.participant.BatchParticipant;
import dev.offboard.messaging.participant.Report;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Takes every grant of a leaver away and remembers it for an undo; gives back under the new epoch
/// what its application still knows; forgets all of it past the pivot. The fence has blocked the
/// user before any of this is called.
@Component
final class EntitlementParticipant implements BatchParticipant {
  private final Grants grants;
  private final Snapshots snapshots;

  EntitlementParticipant(Grants grants, Snapshots snapshots) {
    this.grants = grants;
    this.snapshots = snapshots;
  }

  @Override
  public ParticipantName name() {
    return ParticipantName.ENTITLEMENT;
  }

  @Override
  public List<Report> deprovisioned(List<UserDeprovisioned> events) {
    Map<UserRef, Revoked> revoked = snapshots.revoke(leavers(events));
    return events.stream()
        .map(event -> revoked.getOrDefault(event.user(), Revoked.NOTHING))
        .map(of -> Evidence.of("grants", of.grants()).and("applications", of.applications()))
        .map(Report::completed)
        .toList();
  }

  @Override
  public List<Report> reinstated(List<UserReinstated> events) {
    Map<UserRef, List<RoleRef>> taken = snapshots.handOut(leavers(events));
    SortedMap<Grant, Epoch> wanted = new TreeMap<>();
    for (UserReinstated event : events) {
      for (RoleRef role : taken.getOrDefault(event.user(), List.of())) {
        wanted.put(new Grant(event.user(), role), event.epoch());
      }
    }
    Map<UserRef, Map<Boolean, Long>> counts =
        grants.create(wanted).entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.getKey().user(),
                    Collectors.partitioningBy(
                        e -> e.getValue().isGranted(), Collectors.counting())));
    return events.stream()
        .map(event -> counts.getOrDefault(event.user(), Map.of()))
        .map(
            count ->
                Evidence.of("restored", count.getOrDefault(true, 0L))
                    .and("notRestorable", count.getOrDefault(false, 0L)))
        .map(Report::completed)
        .toList();
  }

  @Override
  public List<Report> erased(List<UserErased> events) {
    Map<UserRef, Erased> erased = snapshots.erase(leavers(events));
    return events.stream()
        .map(event -> erased.getOrDefault(event.user(), Erased.NOTHING))
        .map(of -> Evidence.of("snapshots", of.snapshots()).and("grants", of.grants()))
        .map(Report::completed)
        .toList();
  }

  @Override
  public List<Evidence> residualAccess(List<Holder> holders) {
    Map<UserRef, Long> held =
        grants.heldAtOrBelow(
            holders.stream().collect(Collectors.toMap(Holder::user, Holder::epoch)));
    return holders.stream()
        .map(holder -> held.get(holder.user()))
        .map(count -> count == null ? Evidence.NONE : Evidence.of("grants", count))
        .toList();
  }

  private static List<Leaver> leavers(List<? extends PhaseAnnouncement> events) {
    return events.stream()
        .map(event -> new Leaver(event.user(), event.offboardingId(), event.epoch()))
        .toList();
  }
}
