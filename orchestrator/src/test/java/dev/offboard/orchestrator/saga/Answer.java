package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.UserRef;
import java.time.Instant;

/// What a participant may say about one announcement.
record Answer(OffboardingId id, UserRef user, Epoch epoch, int attempt, Phase phase, Instant at) {
  Answer toAttempt(int other) {
    return new Answer(id, user, epoch, other, phase, at);
  }

  Answer underEpoch(Epoch other) {
    return new Answer(id, user, other, attempt, phase, at);
  }

  Answer about(Phase other) {
    return new Answer(id, user, epoch, attempt, other, at);
  }

  Answer about(UserRef other) {
    return new Answer(id, other, epoch, attempt, phase, at);
  }

  StepReport completed(long residual) {
    Evidence evidence = Evidence.of("sessions", 3);
    return new StepReport.StepCompleted(
        id, user.tenantId(), user.userId(), epoch, attempt, phase, evidence, residual, at);
  }

  StepReport progressed(String progress) {
    return new StepReport.StepProgressed(
        id, user.tenantId(), user.userId(), epoch, attempt, phase, progress, at);
  }

  StepReport failed(String code) {
    return new StepReport.StepFailed(
        id, user.tenantId(), user.userId(), epoch, attempt, phase, code, "try again", at);
  }

  StepReport refused(String code) {
    return new StepReport.StepRefused(
        id, user.tenantId(), user.userId(), epoch, attempt, phase, code, "not while held", at);
  }

  StepReport residual(Evidence residual) {
    return new StepReport.ResidualAccessReported(
        id, user.tenantId(), user.userId(), epoch, attempt, phase, residual, at);
  }
}
