package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.OffboardingState;

/// What became of an event.
public sealed interface Verdict {
  /// It counted, even if nothing had to change (a second undo, a timer that was early).
  record Accepted() implements Verdict {}

  /// It counted, and access was found after the end: another offboarding has to follow.
  record FollowUpNeeded() implements Verdict {}

  /// It changed nothing and is to be counted: stale, late, twice, or not addressed to this run.
  record Ignored(IgnoredReason reason) implements Verdict {}

  /// It came too late to be honoured: the offboarding is in `state`, from which it can't be undone.
  record Refused(OffboardingState state) implements Verdict {}
}
