package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can happen to an offboarding that exists.
public sealed interface SagaEvent {
  /// What leads somewhere else in every state.
  sealed interface Happened extends SagaEvent {}

  /// Somebody has looked at a plan; it leads anywhere only while one is asked about.
  sealed interface Judged extends SagaEvent {}

  /// Somebody with the right to do so doesn't want to wait until those who have not confirmed are
  /// asked again by themselves.
  record RetryRequested(Initiator initiator) implements SagaEvent {}

  /// Somebody agrees to exactly the plan that has this hash.
  record Approved(Party by, String planHash) implements Judged {}

  /// Somebody doesn't agree.
  ///
  /// @param reason a stable code
  record Denied(Party by, ReasonCode reason) implements Judged {}

  /// A participant has reported. Only who was announced to, for the latest attempt, counts.
  record Reported(ParticipantName participant, StepReport report) implements Happened {}

  /// Somebody with the right to do so wants it undone.
  record UndoRequested(Initiator initiator) implements Happened {}

  /// The user's offboarding is requested again, to take effect at `effectiveAt`. When that is
  /// stronger (sooner, an emergency, the whole user instead of some roles), it goes on for this
  /// reason under this policy.
  ///
  /// @param roles what a role change takes; empty when it is about the whole user
  /// @param person the user of the directory whom the requester is
  /// @param asked what has to be approved of it; absent if nobody has to
  record SoonerRequested(
      Instant effectiveAt,
      Initiator initiator,
      ReasonCode reason,
      PolicySnapshot policy,
      List<HeldRole> roles,
      @Nullable UserRef person,
      @Nullable Asked asked)
      implements Happened {
    public SoonerRequested {
      roles = List.copyOf(roles);
    }

    Party requester() {
      return new Party(initiator, person);
    }
  }

  /// Somebody has looked whether there is still a reason to start, because the time has come or
  /// because it is about to be approved.
  record StartChecked(StartConditions conditions) implements Happened {}

  /// `wakeAt` has come, or the timer fired too early, which is harmless.
  ///
  /// @param patience how long participants take to answer at the moment. Under a backlog that is
  ///   far longer than the first silent timeout, and asking again would only make the backlog
  ///   longer: nobody counts as silent before this time has passed (compare RFC 6298, which derives
  ///   a retransmission timeout from measured round trips)
  record TimerFired(Duration patience) implements Happened {}
}
