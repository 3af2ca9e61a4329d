package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What can happen to an offboarding that exists.
public sealed interface SagaEvent {
  /// A participant has reported. Only who was announced to, for the latest attempt, counts.
  record Reported(ParticipantName participant, StepReport report) implements SagaEvent {}

  /// Somebody with the right to do so wants it undone.
  record UndoRequested(Initiator initiator) implements SagaEvent {}

  /// The user's offboarding is requested again, to take effect at `effectiveAt`. When that is
  /// stronger (sooner, an emergency, the whole user instead of some roles), it goes on for this
  /// reason under this policy.
  ///
  /// @param roles what a role change takes; empty when it is about the whole user
  record SoonerRequested(
      Instant effectiveAt,
      Initiator initiator,
      ReasonCode reason,
      PolicySnapshot policy,
      List<HeldRole> roles)
      implements SagaEvent {
    public SoonerRequested {
      roles = List.copyOf(roles);
    }
  }

  /// The time to start has come and somebody has looked whether there is still a reason to.
  record StartChecked(StartConditions conditions) implements SagaEvent {}

  /// `wakeAt` has come, or the timer fired too early, which is harmless.
  ///
  /// @param patience how long participants take to answer at the moment. Under a backlog that is
  ///   far longer than the first silent timeout, and asking again would only make the backlog
  ///   longer: nobody counts as silent before this time has passed (compare RFC 6298, which derives
  ///   a retransmission timeout from measured round trips)
  record TimerFired(Duration patience) implements SagaEvent {}
}
