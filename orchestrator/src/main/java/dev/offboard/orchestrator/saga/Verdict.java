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

  /// It can't be honoured: the offboarding is in `state`.
  record Refused(OffboardingState state, Conflict conflict) implements Verdict {}

  /// Why something that a person asks for can't be.
  enum Conflict {
    /// What is past the pivot or has ended can't be undone.
    TOO_LATE,
    /// Access is being given back.
    BEING_REINSTATED,
    /// It has ended, as far as others are concerned, between the look and the lock: look again.
    ENDED,
    /// The whole user is being offboarded, so no role needs to be taken.
    COVERED,
    /// A role change about other roles is under way.
    OTHER_ROLES,
    /// A role change is under way or comes first, and the whole user is to be offboarded later.
    ROLE_CHANGE_FIRST,
    /// It is under way, and what is asked for now would have to be approved first.
    APPROVAL_FIRST,
    /// It has begun to wait for an approval since somebody looked: look again.
    LOOK_AGAIN,
    /// It waits for no participant that could be asked again.
    NOBODY_AWAITED,
    /// It waits for nobody's approval.
    NOT_AWAITING,
    /// Whoever requests doesn't approve.
    APPROVER_IS_REQUESTER,
    /// Nobody decides about themselves.
    APPROVER_IS_CONCERNED,
    /// Who has approved is no second person.
    APPROVED_ALREADY,
    /// Another plan is asked about than the one that was looked at.
    PLAN_CHANGED
  }
}
