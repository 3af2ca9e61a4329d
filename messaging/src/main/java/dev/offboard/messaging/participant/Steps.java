package dev.offboard.messaging.participant;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.messaging.participant.StepAnswers.Ended;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Ends steps that were answered with [Report.Progressed]. Joins the caller's transaction.
public class Steps {
  /// As many as a polled batch leads to, which fits well into one record.
  private static final int MAX_REPORTS = 500;

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
    List<StepReport> reports =
        answers.end(phase, steps).stream().map(ended -> completed(phase, ended)).toList();
    List<OutgoingMessage> records = new ArrayList<>();
    for (int from = 0; from < reports.size(); from += MAX_REPORTS) {
      List<StepReport> some = reports.subList(from, Math.min(from + MAX_REPORTS, reports.size()));
      records.add(
          new OutgoingMessage(Topics.REPORTS, name + "/later", new StepReports(name, some)));
    }
    outbox.append(records);
    return reports.size();
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
        clock.instant());
  }
}
