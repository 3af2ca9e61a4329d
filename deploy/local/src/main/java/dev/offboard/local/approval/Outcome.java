package dev.offboard.local.approval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.ApprovalClient.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How it stands after a decision, in words.
final class Outcome {
  private Outcome() {}

  static List<String> lines(Asked asked, JsonNode after) {
    return switch (asked.kind()) {
      case OFFBOARDING ->
          List.of(
              "%s/%s: %s%s"
                  .formatted(
                      after.path("tenantId").asText(),
                      after.path("userId").asText(),
                      after.path("state").asText(),
                      missing(after)));
      case BATCH -> ofBatch(after);
    };
  }

  private static String missing(JsonNode after) {
    int missing = after.path("approval").path("missing").asInt();
    return after.path("state").asText().equals("AWAITING_APPROVAL")
        ? " (%d more needed)".formatted(missing)
        : "";
  }

  private static List<String> ofBatch(JsonNode after) {
    Map<String, Integer> counts = new TreeMap<>();
    after
        .path("members")
        .forEach(
            member -> counts.merge(member.path("outcome").asText("under way"), 1, Integer::sum));
    List<String> lines = new ArrayList<>();
    counts.forEach((outcome, count) -> lines.add("%s: %d".formatted(outcome, count)));
    if (counts.containsKey("PARKED")) {
      lines.add(
          "What is parked is not what was asked: approve it alone, see `offboard approvals`.");
    }
    return lines;
  }
}
