package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.orchestrator.note.ReadNote;
import dev.offboard.orchestrator.saga.Attention;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Step;
import dev.offboard.orchestrator.saga.StepError;
import dev.offboard.orchestrator.saga.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An offboarding as the API shows it. Absent values are left out of the JSON.
///
/// @param needsAttention whether a person should look; `attention` says why
/// @param revocation only in a list; absent where nothing was to be taken away, or not yet
/// @param roles what a role change takes; absent when it is about the whole user
/// @param approval absent if nobody had to approve it
/// @param steps and `history` only where one offboarding is shown
public record OffboardingView(
    OffboardingId id,
    TenantId tenantId,
    UserId userId,
    Epoch epoch,
    ReasonCode reason,
    PolicyView policy,
    Priority priority,
    OffboardingState state,
    boolean needsAttention,
    @Nullable Attention attention,
    Instant requestedAt,
    Instant effectiveAt,
    @Nullable Instant revokedAt,
    @Nullable Instant graceEndsAt,
    @Nullable Instant completedAt,
    @Nullable Instant sweepAt,
    @Nullable OffboardingId follows,
    @Nullable Revocation revocation,
    @Nullable List<HeldRole> roles,
    @Nullable ApprovalView approval,
    @Nullable List<StepView> steps,
    @Nullable List<ChangeView> history) {

  record PolicyView(String name, int version) {}

  record StepView(
      ParticipantName participant,
      Phase phase,
      StepState state,
      int attempt,
      Instant announcedAt,
      @Nullable Instant completedAt,
      Evidence evidence,
      @Nullable String progress,
      @Nullable StepError error) {
    static StepView of(Step step) {
      return new StepView(
          step.participant(),
          step.phase(),
          step.state(),
          step.attempt(),
          step.announcedAt(),
          step.completedAt(),
          step.evidence(),
          step.progress(),
          step.error());
    }
  }

  /// @param note what the person wrote who caused it; its text only while it is readable
  record ChangeView(
      OffboardingState state, Instant at, String by, String why, @Nullable ReadNote note) {
    static ChangeView of(StateChange change, @Nullable ReadNote note) {
      return new ChangeView(change.to(), change.at(), change.by().id(), change.why(), note);
    }
  }

  /// @param notes of its history, by sequence number
  static OffboardingView whole(
      Offboarding offboarding, List<StateChange> history, Map<Integer, ReadNote> notes) {
    return of(
        offboarding,
        null,
        ApprovalView.whole(offboarding),
        offboarding.steps().stream().map(StepView::of).toList(),
        history.stream()
            .map(change -> ChangeView.of(change, notes.get(change.sequence())))
            .toList());
  }

  /// As in a list.
  static OffboardingView brief(OffboardingSearch.Found found, Instant now) {
    Offboarding offboarding = found.offboarding();
    return of(
        offboarding,
        Revocation.of(offboarding.state(), offboarding.timeToRevoke(), found.revocation(), now),
        ApprovalView.brief(offboarding),
        null,
        null);
  }

  private static OffboardingView of(
      Offboarding offboarding,
      @Nullable Revocation revocation,
      @Nullable ApprovalView approval,
      @Nullable List<StepView> steps,
      @Nullable List<ChangeView> history) {
    return new OffboardingView(
        offboarding.id(),
        offboarding.user().tenantId(),
        offboarding.user().userId(),
        offboarding.epoch(),
        offboarding.reason(),
        new PolicyView(offboarding.policy().name(), offboarding.policy().version()),
        offboarding.policy().priority(),
        offboarding.state(),
        offboarding.attention() != null,
        offboarding.attention(),
        offboarding.milestones().requestedAt(),
        offboarding.milestones().effectiveAt(),
        offboarding.milestones().revokedAt(),
        offboarding.graceEndsAt(),
        offboarding.milestones().completedAt(),
        offboarding.milestones().sweepAt(),
        offboarding.follows(),
        revocation,
        offboarding.roles().isEmpty() ? null : offboarding.roles(),
        approval,
        steps,
        history);
  }
}
