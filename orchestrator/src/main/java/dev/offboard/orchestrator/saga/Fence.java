package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.orchestrator.saga.SagaEvent.Reported;
import java.util.Optional;

/// Keeps out every report that does not answer the latest announcement: other users, phases,
/// epochs, attempts, participants, and what has been answered already.
final class Fence {
  private Fence() {}

  static Optional<IgnoredReason> against(
      Reported reported, Offboarding offboarding, PhaseDefinition awaited) {
    StepReport report = reported.report();
    if (!report.user().equals(offboarding.user())) {
      return Optional.of(IgnoredReason.OTHER_USER);
    }
    if (report.phase() != awaited.phase()) {
      return Optional.of(IgnoredReason.OTHER_PHASE);
    }
    if (isReading(report) != (awaited.phase() == Phase.VERIFY) && isDone(report)) {
      return Optional.of(IgnoredReason.NOT_ASKED);
    }
    if (!report.epoch().equals(offboarding.epochOf(awaited.phase()))) {
      return Optional.of(IgnoredReason.OTHER_EPOCH);
    }
    return offboarding
        .step(new Step.Key(awaited.phase(), reported.participant()))
        .map(step -> against(report, step))
        .orElse(Optional.of(IgnoredReason.NOT_ADDRESSED));
  }

  private static boolean isDone(StepReport report) {
    return report instanceof StepCompleted || isReading(report);
  }

  /// Only who has read its state again can say what is left; that alone says nothing about a phase.
  private static boolean isReading(StepReport report) {
    return report instanceof ResidualAccessReported;
  }

  private static Optional<IgnoredReason> against(StepReport report, Step step) {
    return report.attempt() == step.attempt()
        ? Optional.empty()
        : Optional.of(IgnoredReason.OTHER_ATTEMPT);
  }

  /// Within an attempt a step only moves on, whatever order the reports arrive in.
  static boolean isAnswered(Step step, StepState reported) {
    return reported == StepState.PROGRESSING
        ? step.state().compareTo(StepState.PROGRESSING) > 0
        : step.state().compareTo(reported) >= 0;
  }
}
