package dev.offboard.messaging.participant;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.StepReport;
import java.time.Clock;

/// Words a participant's report so that it fits the announcement it answers.
final class Reports {
  private final Clock clock;

  Reports(Clock clock) {
    this.clock = clock;
  }

  StepReport completed(PhaseAnnouncement a, Evidence evidence) {
    return new StepReport.StepCompleted(
        a.offboardingId(),
        a.tenantId(),
        a.userId(),
        a.epoch(),
        a.attempt(),
        a.phase(),
        evidence,
        0,
        clock.instant());
  }

  StepReport progressed(PhaseAnnouncement a, String progress) {
    return new StepReport.StepProgressed(
        a.offboardingId(),
        a.tenantId(),
        a.userId(),
        a.epoch(),
        a.attempt(),
        a.phase(),
        progress,
        clock.instant());
  }

  StepReport refused(PhaseAnnouncement a, String code, String detail) {
    return new StepReport.StepRefused(
        a.offboardingId(),
        a.tenantId(),
        a.userId(),
        a.epoch(),
        a.attempt(),
        a.phase(),
        code,
        detail,
        clock.instant());
  }

  StepReport failed(PhaseAnnouncement a, String code, String detail) {
    return new StepReport.StepFailed(
        a.offboardingId(),
        a.tenantId(),
        a.userId(),
        a.epoch(),
        a.attempt(),
        a.phase(),
        code,
        detail,
        clock.instant());
  }

  StepReport residual(PhaseAnnouncement a, Evidence residual) {
    return new StepReport.ResidualAccessReported(
        a.offboardingId(),
        a.tenantId(),
        a.userId(),
        a.epoch(),
        a.attempt(),
        a.phase(),
        residual,
        clock.instant());
  }
}
