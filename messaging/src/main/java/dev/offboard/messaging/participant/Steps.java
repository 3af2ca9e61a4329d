package dev.offboard.messaging.participant;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.StepReport;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.messaging.participant.StepAnswers.Ended;
import dev.offboard.messaging.trace.TraceParent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Says more about steps that were answered with [Report.Progressed] or [Report.Failing], and ends
/// them. Joins the caller's transaction.
public class Steps {
  private final ParticipantName name;
  private final StepAnswers answers;
  private final Outbox outbox;
  private final Clock clock;

  Steps(ParticipantName name, StepAnswers answers, Outbox outbox, Clock clock) {
    this.name = name;
    this.answers = answers;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// Reports the step completed. The caller has read back its own state. Returns false, and reports
  /// nothing, if no such step is under way.
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean complete(OffboardingId offboarding, Phase phase, Evidence evidence) {
    return complete(phase, Map.of(offboarding, evidence)) > 0;
  }

  /// The same for many, in few records; returns how many were under way.
  @Transactional(propagation = Propagation.MANDATORY)
  public int complete(Phase phase, Map<OffboardingId, Evidence> steps) {
    if (steps.isEmpty()) {
      return 0;
    }
    List<Ended> ended = answers.end(phase, steps);
    Map<Priority, List<StepReport>> reports = new EnumMap<>(Priority.class);
    for (Ended one : ended) {
      reports
          .computeIfAbsent(one.priority(), priority -> new ArrayList<>())
          .add(completed(phase, one));
    }
    List<OutgoingMessage> records = new ArrayList<>();
    TraceParent trace = ended.size() == 1 ? ended.getFirst().trace() : null;
    reports.forEach((priority, all) -> records.addAll(records(priority, all, trace)));
    outbox.append(records);
    return ended.size();
  }

  /// Says how far the step is. Returns false, and reports nothing, if no such step is under way.
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean progressed(OffboardingId offboarding, Phase phase, String progress) {
    return say(
        phase,
        offboarding,
        step ->
            new StepReport.StepProgressed(
                step.offboardingId(),
                step.user().tenantId(),
                step.user().userId(),
                step.epoch(),
                step.attempt(),
                phase,
                progress,
                clock.instant()));
  }

  /// Says that the step is in trouble; it stays under way, to be ended by [#complete]. `code` is
  /// stable, `detail` for a person and free of personal data. Returns false, and reports nothing,
  /// if no such step is under way.
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean failing(OffboardingId offboarding, Phase phase, Report.Failing trouble) {
    return say(
        phase,
        offboarding,
        step ->
            new StepReport.StepFailed(
                step.offboardingId(),
                step.user().tenantId(),
                step.user().userId(),
                step.epoch(),
                step.attempt(),
                phase,
                trouble.code(),
                trouble.detail(),
                clock.instant()));
  }

  private boolean say(Phase phase, OffboardingId offboarding, Function<Ended, StepReport> report) {
    Optional<Ended> step = answers.underWay(phase, offboarding);
    step.ifPresent(
        one -> outbox.append(records(one.priority(), List.of(report.apply(one)), one.trace())));
    return step.isPresent();
  }

  private List<OutgoingMessage> records(
      Priority priority, List<StepReport> reports, @Nullable TraceParent trace) {
    return Records.of(name, priority, name + "/later", reports).stream()
        .map(it -> new OutgoingMessage(it.topic(), it.key(), it.message(), trace))
        .toList();
  }

  private StepReport completed(Phase phase, Ended ended) {
    return new StepReport.StepCompleted(
        ended.offboardingId(),
        ended.user().tenantId(),
        ended.user().userId(),
        ended.epoch(),
        ended.attempt(),
        phase,
        ended.evidence(),
        0,
        clock.instant(),
        ended.inventory());
  }
}
