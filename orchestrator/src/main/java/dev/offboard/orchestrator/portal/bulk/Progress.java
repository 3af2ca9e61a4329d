package dev.offboard.orchestrator.portal.bulk;

import dev.offboard.orchestrator.portal.Reasons;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.roster.Finding;
import dev.offboard.orchestrator.roster.Roster;
import dev.offboard.orchestrator.roster.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A list of people as its page shows it.
///
/// @param by who made it, as the reader may know them
/// @param look one of the few looks of a state
record Progress(Roster roster, String by, String state, String look, List<Count> counts) {
  /// So many rows of a kind.
  record Count(String code, String words, int rows) {}

  /// @param names of people whom the reader may know, by subject
  static Progress of(Roster roster, Map<String, String> names) {
    String maker = maker(roster);
    return new Progress(
        roster,
        names.getOrDefault(maker, maker),
        state(roster),
        look(roster),
        Arrays.stream(Finding.values())
            .filter(it -> it == Finding.MATCHED || roster.findings().containsKey(it))
            .map(it -> new Count(it.name(), it.words(), roster.findings().getOrDefault(it, 0)))
            .toList());
  }

  static String maker(Roster roster) {
    return roster.createdBy().initiator().id();
  }

  public String id() {
    return roster.id().toString();
  }

  /// What the list is, in a few words.
  public String title() {
    return switch (roster.source()) {
      case CSV -> "List of %d".formatted(roster.rows());
      case TENANT -> "All of tenant %s".formatted(roster.tenantId());
    };
  }

  public String reason() {
    return Reasons.label(roster.reason().value());
  }

  public String made() {
    return "%s by %s".formatted(When.at(roster.createdAt()), by);
  }

  public boolean isOfTenant() {
    return roster.source() == Roster.Source.TENANT;
  }

  public boolean mayStart() {
    return roster.state() == Roster.State.CHECKED && roster.matched() > 0;
  }

  public boolean mayPause() {
    return roster.state() == Roster.State.RUNNING && !roster.isThrough();
  }

  public boolean mayResume() {
    return roster.state() == Roster.State.PAUSED;
  }

  public boolean mayStop() {
    return roster.state() != Roster.State.STOPPED
        && roster.startedAt() != null
        && !roster.isThrough();
  }

  public int outcome(String code) {
    return roster.outcomes().getOrDefault(Row.Outcome.valueOf(code), 0);
  }

  public int waiting() {
    return roster.matched() - roster.done();
  }

  private static String state(Roster roster) {
    if (roster.isThrough()) {
      return "all requested";
    }
    return switch (roster.state()) {
      case CHECKED -> "looked at, not started";
      case RUNNING -> "running";
      case PAUSED -> "paused";
      case STOPPED -> "stopped";
    };
  }

  private static String look(Roster roster) {
    if (roster.isThrough()) {
      return "done";
    }
    return switch (roster.state()) {
      case RUNNING -> "working";
      case CHECKED, PAUSED -> "waiting";
      case STOPPED -> "back";
    };
  }
}
