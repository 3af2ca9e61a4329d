package dev.offboard.messaging.participant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.outbox.OutgoingMessage;
import java.time.Clock;
import java.util.List;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Ends steps that were answered with [Report.Progressed]. Joins the caller's transaction.
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
    return answers
        .end(offboarding, phase, evidence)
        .map(
            ended -> {
              StepReport report =
                  new StepReport.StepCompleted(
                      offboarding,
                      new TenantId(ended.tenantId()),
                      new UserId(ended.userId()),
                      new Epoch(ended.epoch()),
                      ended.attempt(),
                      phase,
                      evidence,
                      0,
                      clock.instant());
              outbox.append(
                  List.of(
                      new OutgoingMessage(
                          Topics.REPORTS,
                          name + "/later",
                          new StepReports(name, List.of(report)))));
              return true;
            })
        .orElse(false);
  }
}
