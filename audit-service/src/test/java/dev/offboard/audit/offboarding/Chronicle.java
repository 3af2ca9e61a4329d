package dev.offboard.audit.offboarding;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.messaging.testkit.Story;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// What orchestrator and participants say of an offboarding that goes well.
record Chronicle(Story story) {
  private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
  private static final Initiator OPERATOR = new Initiator("operator-7", "customer-success");
  private static final List<OffboardingState> STATES =
      List.of(
          OffboardingState.REVOKING,
          OffboardingState.REVOKED,
          OffboardingState.ERASING,
          OffboardingState.SEALING,
          OffboardingState.COMPLETED);

  static Chronicle of(String tenantId, String userId) {
    return new Chronicle(Story.offboardingOf(tenantId, userId));
  }

  /// Under an id that stays the same, for golden files.
  Chronicle named(String id) {
    return new Chronicle(
        new Story(
            new OffboardingId(UUID.fromString(id)),
            story.user(),
            story.epoch(),
            story.attempt(),
            story.reason()));
  }

  OffboardingId id() {
    return story.offboardingId();
  }

  StateChange change(int sequence) {
    return change(sequence, "every participant has reported");
  }

  StateChange change(int sequence, String why) {
    return new StateChange(
        id(),
        story.user().tenantId(),
        story.user().userId(),
        story.epoch(),
        sequence,
        sequence == 1 ? null : STATES.get(sequence - 2),
        STATES.get(sequence - 1),
        sequence == 1 ? OPERATOR : Initiator.ORCHESTRATOR,
        why,
        START.plusMillis(sequence),
        null);
  }

  StateChanges changes(int... sequences) {
    return new StateChanges(IntStream.of(sequences).mapToObj(this::change).toList());
  }

  StepReports reports(StepReport... reports) {
    return new StepReports(ParticipantName.SESSION, List.of(reports));
  }

  StepReport completed(int attempt) {
    return new StepReport.StepCompleted(
        id(),
        story.user().tenantId(),
        story.user().userId(),
        story.epoch(),
        attempt,
        Phase.REVOKE,
        Evidence.of("tokens", 6).and("sessions", 3),
        0,
        START.plusSeconds(attempt));
  }

  StepReport progressed(String progress) {
    return new StepReport.StepProgressed(
        id(),
        story.user().tenantId(),
        story.user().userId(),
        story.epoch(),
        1,
        Phase.REVOKE,
        progress,
        START);
  }

  StepReport failed(String detail) {
    return new StepReport.StepFailed(
        id(),
        story.user().tenantId(),
        story.user().userId(),
        story.epoch(),
        1,
        Phase.ERASE,
        "participant-throws",
        detail,
        START);
  }

  StepReport refused() {
    return new StepReport.StepRefused(
        id(),
        story.user().tenantId(),
        story.user().userId(),
        story.epoch(),
        1,
        Phase.REVOKE,
        "protected-account",
        "the account \"root\" is protected",
        START);
  }

  StepReport residualAccess() {
    return new StepReport.ResidualAccessReported(
        id(),
        story.user().tenantId(),
        story.user().userId(),
        story.epoch(),
        1,
        Phase.REVOKE,
        Evidence.NONE,
        START);
  }
}
