package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.StepReport.StepProgressed;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.orchestrator.saga.StepError.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A participant's side of one phase of one offboarding.
///
/// @param attempt the latest announcement addressed to the participant; reports of others are stale
/// @param misses announcements in a row that failed, were refused or stayed unanswered
/// @param dueAt when it is announced again unless something is heard; absent once completed
/// @param error the last failure or refusal, kept until the step completes or progresses
public record Step(
    ParticipantName participant,
    Phase phase,
    int attempt,
    int misses,
    StepState state,
    Instant announcedAt,
    @Nullable Instant dueAt,
    @Nullable Instant completedAt,
    Evidence evidence,
    @Nullable String progress,
    @Nullable StepError error)
    implements Comparable<Step> {
  private static final Comparator<Step> SAGA_ORDER =
      Comparator.comparing(Step::phase).thenComparing(Step::participant);

  /// What identifies a step within its offboarding.
  public record Key(Phase phase, ParticipantName participant) {}

  static Step announced(Key key, int attempt, Instant now) {
    return announced(key, attempt, 0, null, now);
  }

  Step announcedAgain(int nextAttempt, Instant now) {
    return state == StepState.COMPLETED
        ? announced(key(), nextAttempt, 0, null, now)
        : announced(key(), nextAttempt, misses + 1, error, now);
  }

  private static Step announced(
      Key key, int attempt, int misses, @Nullable StepError error, Instant now) {
    return new Step(
        key.participant(),
        key.phase(),
        attempt,
        misses,
        StepState.ANNOUNCED,
        now,
        now.plus(Pauses.beforeSilence(misses)),
        null,
        Evidence.NONE,
        null,
        error);
  }

  /// Not before participants have had the time they take at the moment.
  Step patiently(Duration patience) {
    if (state != StepState.ANNOUNCED) {
      return this;
    }
    Instant patientUntil = announcedAt.plus(Pauses.atMostLongest(patience));
    return new Step(
        participant,
        phase,
        attempt,
        misses,
        state,
        announcedAt,
        dueAt == null || patientUntil.isAfter(dueAt) ? patientUntil : dueAt,
        completedAt,
        evidence,
        progress,
        error);
  }

  /// As it is, but not asked again.
  Step left() {
    return new Step(
        participant,
        phase,
        attempt,
        misses,
        state,
        announcedAt,
        null,
        completedAt,
        evidence,
        progress,
        error);
  }

  /// The step after `report` to this attempt.
  Step answered(StepReport report, Instant now) {
    return switch (report) {
      case StepCompleted done when done.residual() > 0 && takesAccessAway() ->
          notDone(
              new StepError(
                  Kind.FAILED,
                  StepError.RESIDUAL_ACCESS,
                  "completed, but %d accesses are left".formatted(done.residual())),
              done.evidence(),
              now);
      case StepCompleted done -> completed(done.evidence(), now);
      case StepProgressed underWay -> progressing(underWay.progress(), now);
      case StepFailed failed ->
          notDone(new StepError(Kind.FAILED, failed.code(), failed.detail()), evidence, now);
      case StepRefused refused ->
          notDone(new StepError(Kind.REFUSED, refused.code(), refused.detail()), evidence, now);
      case ResidualAccessReported read when read.residual().total() > 0 ->
          notDone(
              new StepError(
                  Kind.FAILED,
                  StepError.RESIDUAL_ACCESS,
                  "read again, there is still %s".formatted(read.residual().counts())),
              read.residual(),
              now);
      case ResidualAccessReported read -> completed(read.residual(), now);
    };
  }

  /// What is left after giving back or sealing is no residual access.
  private boolean takesAccessAway() {
    return switch (phase) {
      case WITHDRAW, REVOKE, VERIFY, ERASE -> true;
      case REINSTATE, RESTORE, SEAL -> false;
    };
  }

  private Step completed(Evidence found, Instant now) {
    return new Step(
        participant,
        phase,
        attempt,
        0,
        StepState.COMPLETED,
        announcedAt,
        null,
        now,
        found,
        null,
        null);
  }

  private Step progressing(String progress, Instant now) {
    return new Step(
        participant,
        phase,
        attempt,
        0,
        StepState.PROGRESSING,
        announcedAt,
        now.plus(Pauses.AFTER_PROGRESS),
        null,
        evidence,
        progress,
        null);
  }

  private Step notDone(StepError error, Evidence evidence, Instant now) {
    return new Step(
        participant,
        phase,
        attempt,
        misses,
        error.kind() == Kind.REFUSED ? StepState.REFUSED : StepState.FAILED,
        announcedAt,
        now.plus(Pauses.afterFailure(misses)),
        null,
        evidence,
        progress,
        error);
  }

  /// The last answer said that access is left.
  boolean isResidual() {
    return state == StepState.FAILED
        && error != null
        && error.code().equals(StepError.RESIDUAL_ACCESS);
  }

  public Key key() {
    return new Key(phase, participant);
  }

  public boolean isOutstanding() {
    return state != StepState.COMPLETED;
  }

  @Override
  public int compareTo(Step other) {
    return SAGA_ORDER.compare(this, other);
  }
}
