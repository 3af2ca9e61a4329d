package dev.offboard.orchestrator.portal.dashboard;

import dev.offboard.orchestrator.backlog.Backlog;
import dev.offboard.orchestrator.backlog.Backlog.Members;
import dev.offboard.orchestrator.portal.When;
import java.time.Instant;

/// A consumer as a row of the dashboard.
///
/// @param look done, working or trouble
record Reading(String consumer, long waiting, String look, String words) {
  static Reading of(Backlog backlog, Instant now) {
    Backlog.Position position = backlog.position();
    String look =
        backlog.isInTrouble(now) ? "trouble" : position.waiting() == 0 ? "done" : "working";
    return new Reading(position.consumer(), position.waiting(), look, words(backlog, now));
  }

  private static String words(Backlog backlog, Instant now) {
    if (backlog.position().members() == Members.NONE) {
      return "nobody reads for it";
    }
    Instant since = backlog.waitsSince();
    if (since == null) {
      return "has read everything";
    }
    return backlog.isStill(now) ? "has not moved since " + When.ago(since, now) : "reads on";
  }
}
