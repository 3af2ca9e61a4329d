package dev.offboard.orchestrator.saga;

import java.util.List;

/// What somebody else has to approve before anything is done.
///
/// @param approvals by how many different people; at least 1
/// @param plan exactly what is approved, as canonical JSON; the saga doesn't look into it
/// @param planHash what an approver has to send back: SHA-256 of the plan, in hexadecimal
/// @param because why so, as stable codes
public record Asked(int approvals, String plan, String planHash, List<String> because) {
  public Asked {
    because = List.copyOf(because);
    if (approvals < 1) {
      throw new IllegalArgumentException(
          "approvals asked for: %d (expected: >= 1)".formatted(approvals));
    }
  }

  /// The same, but never approved by fewer than before.
  Asked byAtLeast(int others) {
    return others <= approvals ? this : new Asked(others, plan, planHash, because);
  }

  String words() {
    return "%d %s needed: %s"
        .formatted(
            approvals,
            approvals == 1 ? "approval is" : "approvals are",
            String.join(", ", because));
  }
}
