package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.StateChange;
import java.util.List;

/// What an event leads to. The shell commits all of it in one transaction or nothing.
///
/// @param next the offboarding afterwards; equal to the one before when nothing changed
/// @param transitions the rows of the table that were taken, one per state change
public record Decision(
    Offboarding next,
    List<Announcement> announcements,
    List<Transition> transitions,
    List<StateChange> stateChanges,
    Verdict verdict) {
  public Decision {
    announcements = List.copyOf(announcements);
    transitions = List.copyOf(transitions);
    stateChanges = List.copyOf(stateChanges);
  }

  static Decision unchanged(Offboarding offboarding, Verdict verdict) {
    return new Decision(offboarding, List.of(), List.of(), List.of(), verdict);
  }
}
