package dev.offboard.audit.offboarding;

import static java.util.Objects.requireNonNull;

import dev.offboard.audit.log.AuditLog;
import dev.offboard.audit.offboarding.Seals.Seal;
import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.messaging.participant.BatchParticipant;
import dev.offboard.messaging.participant.Report;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The audit's side of the saga.
///
/// It holds no access, so it has nothing to take away or give back: to be deprovisioned,
/// reinstated, erased or given another role completes at once and says how many entries the log has
/// so far. That means "the log takes entries of this offboarding" and no more, because history and
/// reports arrive on topics of their own, perhaps later. That nothing is missing is said once, by
/// the seal.
@Component
final class AuditParticipant implements BatchParticipant {
  private final AuditLog log;
  private final Seals seals;

  AuditParticipant(AuditLog log, Seals seals) {
    this.log = log;
    this.seals = seals;
  }

  @Override
  public ParticipantName name() {
    return ParticipantName.AUDIT;
  }

  /// A stream of announcements that nobody wanted must be on record, not held back.
  @Override
  public boolean holdsAccess() {
    return false;
  }

  @Override
  public List<Report> deprovisioned(List<UserDeprovisioned> events) {
    return entriesSoFar(events);
  }

  @Override
  public List<Report> reinstated(List<UserReinstated> events) {
    return entriesSoFar(events);
  }

  @Override
  public List<Report> erased(List<UserErased> events) {
    return entriesSoFar(events);
  }

  @Override
  public List<Report> withdrawn(List<RolesWithdrawn> events) {
    return entriesSoFar(events);
  }

  @Override
  public List<Report> restored(List<RolesRestored> events) {
    return entriesSoFar(events);
  }

  /// Completed only if the log has state changes 1 to `stateChanges`; else [Recorder] completes the
  /// step in the transaction that appends the last missing one.
  @Override
  public List<Report> concluded(List<OffboardingConcluded> events) {
    Map<OffboardingId, Seal> standing =
        seals.conclude(events).stream()
            .collect(Collectors.toMap(Seal::offboardingId, Function.identity()));
    return events.stream()
        .map(event -> report(requireNonNull(standing.get(event.offboardingId()))))
        .toList();
  }

  @Override
  public List<Evidence> residualAccess(List<Holder> holders) {
    return Collections.nCopies(holders.size(), Evidence.NONE);
  }

  private static Report report(Seal seal) {
    return seal.isComplete()
        ? Report.completed(seal.evidence())
        : Report.progressed(seal.progress());
  }

  private List<Report> entriesSoFar(List<? extends Announcement> events) {
    Map<OffboardingId, Long> counts =
        log.count(events.stream().map(Announcement::offboardingId).toList());
    return events.stream()
        .map(event -> Evidence.of("entries", counts.getOrDefault(event.offboardingId(), 0L)))
        .map(Report::completed)
        .toList();
  }
}
