package dev.offboard.orchestrator.portal.leaver;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.saga.OffboardUser;
import dev.offboard.orchestrator.saga.PhaseDefinition;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What will happen when, in words with dates, before anything is done. Days are counted from the
/// start; the minutes that revoking takes come on top.
record Outlook(List<Line> lines) {
  /// @param kind how it looks: now, undo, pivot, end
  record Line(String kind, String when, String what) {}

  /// @param start when it is to begin; null for now
  static Outlook of(PolicySnapshot policy, @Nullable Instant start, Instant now) {
    List<Line> lines = new ArrayList<>();
    int approvals = policy.fourEyes().approvals();
    if (approvals > 0) {
      lines.add(
          new Line(
              "end",
              "First",
              "%s has to approve it, within %s. Until then nothing is done."
                  .formatted(
                      approvals == 1 ? "Somebody else" : approvals + " others",
                      When.lasting(policy.fourEyes().within()))));
    }
    Instant begins = start == null ? now : start;
    Instant graceEnds = begins.plus(policy.gracePeriod());
    lines.add(
        new Line(
            "now",
            now(policy, start),
            "Signed out everywhere. Sign-in is blocked; roles, keys and sessions are taken away."
                + within(policy)));
    boolean isErased = policy.erase() == Erase.AFTER_GRACE_PERIOD;
    if (policy.gracePeriod().isZero()) {
      lines.add(
          new Line("pivot", "Straight after that", "There is no undo: what is taken stays taken."));
    } else {
      lines.add(
          new Line(
              "undo",
              "Until " + When.at(graceEnds),
              "Can be undone (%s): roles come back, the password has to be set again."
                  .formatted(When.lasting(policy.gracePeriod()))));
    }
    if (isErased) {
      lines.add(
          new Line(
              "pivot",
              policy.gracePeriod().isZero() ? "Then" : "On " + When.at(graceEnds),
              "Profile and credentials are erased. Nobody can undo this."));
    } else {
      lines.add(new Line("end", "Afterwards", "The profile is kept; nothing is erased."));
    }
    lines.add(
        new Line(
            "end", "In the end", "A certificate proves what was done, and anybody can verify it."));
    return new Outlook(lines);
  }

  private static String now(PolicySnapshot policy, @Nullable Instant start) {
    if (start != null) {
      return When.at(start);
    }
    return policy.fourEyes().approvals() > 0 ? "Then at once" : "Now";
  }

  private static String within(PolicySnapshot policy) {
    Duration deadline =
        OffboardUser.OFFBOARD_USER
            .awaitedIn(OffboardingState.REVOKING)
            .map(PhaseDefinition::phase)
            .map(policy.deadlines()::get)
            .orElseGet(
                () ->
                    OffboardUser.OFFBOARD_USER
                        .awaitedIn(OffboardingState.REVOKING)
                        .map(PhaseDefinition::within)
                        .orElseThrow());
    return " Done in seconds; somebody is asked to look if it is not within "
        + When.lasting(deadline)
        + ".";
  }
}
