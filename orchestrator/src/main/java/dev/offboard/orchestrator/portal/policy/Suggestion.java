package dev.offboard.orchestrator.portal.policy;

import java.util.List;

/// Conditions that many want, to copy.
record Suggestion(String words, String when) {
  static final List<Suggestion> ALL =
      List.of(
          new Suggestion(
              "Somebody who holds roles in many applications", "size(inventory.applications) > 10"),
          new Suggestion(
              "Somebody with access to one certain application",
              "'payroll' in inventory.applications"),
          new Suggestion("A contractor", "user.kind == 'contractor'"),
          new Suggestion("Somebody with API keys", "inventory.apiKeys > 0"),
          new Suggestion(
              "Planned for less than two hours from now", "request.ahead < duration('2h')"),
          new Suggestion("Requested on a weekend (UTC)", "request.at.getDayOfWeek() in [0, 6]"));
}
