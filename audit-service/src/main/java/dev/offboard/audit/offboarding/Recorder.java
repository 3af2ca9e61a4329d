package dev.offboard.audit.offboarding;

import dev.offboard.audit.log.AuditLog;
import dev.offboard.audit.log.Draft;
import dev.offboard.audit.log.EntryKind;
import dev.offboard.audit.log.UnfitEntry;
import dev.offboard.audit.offboarding.Seals.Seal;
import dev.offboard.contracts.AccessChanged;
import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.DeadLetterReplayed;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.RecordRejected;
import dev.offboard.contracts.Request;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.messaging.participant.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Writes down what others say: one entry for each committed state change, each report, each
/// replay, each rejected record and each change of access to the platform (invariant I9), however
/// often, in whatever order and in whatever pieces they arrive.
@Component
final class Recorder implements MessageHandler {
  private static final Set<String> REPORTS = Set.of(Topics.REPORTS, Topics.REPORTS_URGENT);

  /// An offboarding says some twenty things within 150 ms. One by one they were a third of what the
  /// machine has to do for it, while its revocation is under way.
  private static final Duration UNHURRIED = Duration.ofMillis(40);

  private static final Set<OffboardingState> NEAR_THE_END =
      EnumSet.of(OffboardingState.ERASING, OffboardingState.SEALING);

  private final AuditLog log;
  private final Seals seals;
  private final Steps steps;
  private volatile Duration pause = UNHURRIED;

  Recorder(AuditLog log, Seals seals, Steps steps) {
    this.log = log;
    this.seals = seals;
    this.steps = steps;
  }

  @Override
  public String consumer() {
    return "audit-log";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.REPORTS, Topics.REPORTS_URGENT, Topics.HISTORY, Topics.SECURITY);
  }

  /// Nobody waits for an entry until the end is near: what is sealed has to be written first.
  @Override
  public Duration unhurried() {
    return pause;
  }

  @Override
  public void handle(List<Received> batch) {
    pause = batch.stream().anyMatch(Recorder::isNearTheEnd) ? Duration.ZERO : UNHURRIED;
    List<Draft> drafts = new ArrayList<>();
    batch.forEach(received -> drafts.addAll(draftsOf(received)));
    log.append(drafts);
    completeSealsOf(
        drafts.stream()
            .map(Draft::key)
            .filter(key -> key.kind() == EntryKind.STATE_CHANGE)
            .map(Draft.Key::offboardingId)
            .collect(Collectors.toSet()));
  }

  private static boolean isNearTheEnd(Received received) {
    return switch (received.message()) {
      case StateChanges said ->
          said.changes().stream().anyMatch(it -> NEAR_THE_END.contains(it.to()));
      case StepReports said -> said.reports().stream().anyMatch(it -> it.phase() == Phase.ERASE);
      default -> false;
    };
  }

  /// Who may write a topic is a matter of the broker, so a word counts only on the topic it belongs
  /// to: a participant must not be able to invent history among its reports.
  private static List<Draft> draftsOf(Received received) {
    return switch (received.message()) {
      case StateChanges changes when received.topic().equals(Topics.HISTORY) -> Drafts.of(changes);
      case StepReports reports when REPORTS.contains(received.topic()) -> Drafts.of(reports);
      case DeadLetterReplayed replayed when received.topic().equals(Topics.HISTORY) ->
          List.of(Drafts.of(replayed));
      case RecordRejected rejected when received.topic().equals(Topics.SECURITY) ->
          List.of(Drafts.of(rejected));
      case AccessChanged changed when received.topic().equals(Topics.SECURITY) ->
          List.of(Drafts.of(changed));
      case AccessChanged misplaced -> throw outOfPlace(received);
      case RecordRejected misplaced -> throw outOfPlace(received);
      case StateChanges misplaced -> throw outOfPlace(received);
      case StepReports misplaced -> throw outOfPlace(received);
      case DeadLetterReplayed misplaced -> throw outOfPlace(received);
      case Announcement misplaced -> throw outOfPlace(received);
      case Request misplaced -> throw outOfPlace(received);
    };
  }

  private static UnfitEntry outOfPlace(Received received) {
    return new UnfitEntry(
        "%s says %s (expected: step reports on %s, state changes and replays on %s, rejected records and changes of access on %s)"
            .formatted(
                received,
                received.message().getClass().getSimpleName(),
                String.join(" or ", List.of(Topics.REPORTS, Topics.REPORTS_URGENT)),
                Topics.HISTORY,
                Topics.SECURITY));
  }

  private void completeSealsOf(Set<OffboardingId> changed) {
    if (changed.isEmpty()) {
      return;
    }
    steps.complete(
        Phase.SEAL,
        seals.close(changed).stream()
            .filter(Seal::isComplete)
            .collect(Collectors.toMap(Seal::offboardingId, Seal::evidence)));
  }
}
