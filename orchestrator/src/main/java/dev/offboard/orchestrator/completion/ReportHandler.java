package dev.offboard.orchestrator.completion;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.orchestrator.offboarding.Decisions;
import dev.offboard.orchestrator.offboarding.FollowUps;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.SagaEvent.Reported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Puts the reports of one priority on their offboardings, by the polled batch: all rows locked by
/// one statement, every decision made in memory in the order of the reports, everything written by
/// a handful of statements, whatever the size of the batch.
final class ReportHandler implements MessageHandler {
  /// Consumer group and inbox name; never changes, or everything is handled again.
  private static final String CONSUMER = "orchestrator";

  private final Priority priority;
  private final Offboardings offboardings;
  private final FollowUps followUps;
  private final ReportMetrics metrics;

  ReportHandler(
      Priority priority, Offboardings offboardings, FollowUps followUps, ReportMetrics metrics) {
    this.priority = priority;
    this.offboardings = offboardings;
    this.followUps = followUps;
    this.metrics = metrics;
  }

  @Override
  public String consumer() {
    return priority.consumerOf(CONSUMER);
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.reports(priority));
  }

  @Override
  public Priority priority() {
    return priority;
  }

  @Override
  public void handle(List<Received> batch) {
    List<Reported> reports = new ArrayList<>();
    batch.forEach(received -> reports.addAll(reports(received)));
    Decisions decisions = offboardings.lock(offboardingsOf(reports));
    List<ReportMetrics.Outcome> outcomes = new ArrayList<>(reports.size());
    for (Reported reported : reports) {
      outcomes.add(decide(decisions, reported));
    }
    offboardings.save(decisions);
    followUps.begin(decisions.toFollowUp());
    metrics.afterCommit(outcomes, decisions.now());
  }

  private static ReportMetrics.Outcome decide(Decisions decisions, Reported reported) {
    Optional<Offboarding> offboarding = decisions.find(reported.report().offboardingId());
    if (offboarding.isEmpty()) {
      return ReportMetrics.Outcome.unknownOffboarding(reported);
    }
    return ReportMetrics.Outcome.of(
        reported, offboarding.get(), decisions.decide(offboarding.get(), reported));
  }

  private static List<Reported> reports(Received received) {
    if (received.message() instanceof StepReports said) {
      return said.reports().stream().map(report -> reported(said, report)).toList();
    }
    throw new IllegalArgumentException(
        "%s carries %s (expected: step reports); it is set aside"
            .formatted(received, received.message().getClass().getSimpleName()));
  }

  private static Reported reported(StepReports said, StepReport report) {
    return new Reported(said.participant(), report);
  }

  /// In the order in which rows are locked.
  private static Set<OffboardingId> offboardingsOf(List<Reported> reports) {
    Set<OffboardingId> ids = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
    reports.forEach(reported -> ids.add(reported.report().offboardingId()));
    return ids;
  }
}
