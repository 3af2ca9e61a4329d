package dev.offboard.orchestrator.completion;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.StepReport.StepProgressed;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.SagaEvent.Reported;
import dev.offboard.orchestrator.saga.Step;
import dev.offboard.orchestrator.saga.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Counts what reports did once it is committed: how long steps took, and which reports changed
/// nothing and why.
@Component
final class ReportMetrics {
  private static final Logger log = LoggerFactory.getLogger(ReportMetrics.class);
  private static final String UNKNOWN_OFFBOARDING = "unknown-offboarding";

  /// What became of one report.
  ///
  /// @param announcedAt of the step it answers, absent if it answers none
  /// @param ignored why it changed nothing, absent if it counted
  record Outcome(
      Reported reported,
      Priority priority,
      @Nullable Instant announcedAt,
      @Nullable String ignored) {
    static Outcome unknownOffboarding(Reported reported) {
      return new Outcome(reported, Priority.NORMAL, null, UNKNOWN_OFFBOARDING);
    }

    static Outcome of(Reported reported, Offboarding before, Verdict verdict) {
      String ignored = verdict instanceof Verdict.Ignored(var reason) ? reason.code() : null;
      Instant announcedAt =
          before.stepsOf(reported.report().phase()).stream()
              .filter(step -> step.participant().equals(reported.participant()))
              .map(Step::announcedAt)
              .findFirst()
              .orElse(null);
      return new Outcome(reported, before.policy().priority(), announcedAt, ignored);
    }
  }

  private final MeterRegistry registry;
  private final AnswerTimes answerTimes;

  ReportMetrics(MeterRegistry registry, AnswerTimes answerTimes) {
    this.registry = registry;
    this.answerTimes = answerTimes;
    // from the start on: an alert sees a counter grow, but not that it has come into being
    List.of(
            ParticipantName.IDENTITY,
            ParticipantName.ENTITLEMENT,
            ParticipantName.SESSION,
            ParticipantName.AUDIT)
        .forEach(this::residual);
  }

  private Counter residual(ParticipantName participant) {
    return Counter.builder("offboarding.residual.access.found")
        .description("reports that found access which should have been gone")
        .tag("participant", participant.value())
        .register(registry);
  }

  void afterCommit(List<Outcome> outcomes, Instant now) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            outcomes.forEach(outcome -> count(outcome, now));
          }
        });
  }

  private void count(Outcome outcome, Instant now) {
    if (outcome.ignored() != null) {
      ignored(outcome.reported(), outcome.ignored());
    } else if (outcome.announcedAt() != null) {
      answerTimes.answered(outcome.priority(), outcome.announcedAt(), now);
      counted(outcome.reported(), Duration.between(outcome.announcedAt(), now));
    }
  }

  private void counted(Reported reported, Duration taken) {
    String outcome = outcomeOf(reported.report());
    if (isResidual(reported.report())) {
      residual(reported.participant()).increment();
    }
    registry
        .timer(
            "offboarding.step.duration",
            "participant",
            reported.participant().value(),
            "phase",
            reported.report().phase().wireName(),
            "outcome",
            outcome)
        .record(taken);
  }

  private void ignored(Reported reported, String reason) {
    registry.counter("offboarding.reports.ignored", "reason", reason).increment();
    StepReport report = reported.report();
    log.debug(
        "ignored a report of {} about offboarding {} of {} (phase {}, attempt {}, epoch {}): {}; it"
            + " changes nothing",
        reported.participant(),
        report.offboardingId(),
        report.user(),
        report.phase().wireName(),
        report.attempt(),
        report.epoch(),
        reason);
  }

  private static boolean isResidual(StepReport report) {
    return switch (report) {
      case StepCompleted completed -> completed.residual() > 0;
      case ResidualAccessReported asked -> asked.residual().total() > 0;
      case StepProgressed progressed -> false;
      case StepFailed failed -> false;
      case StepRefused refused -> false;
    };
  }

  private static String outcomeOf(StepReport report) {
    return switch (report) {
      case StepCompleted completed -> completed.residual() == 0 ? "completed" : "residual-access";
      case StepProgressed progressed -> "progressed";
      case StepFailed failed -> "failed";
      case StepRefused refused -> "refused";
      case ResidualAccessReported asked -> "asked";
    };
  }
}
