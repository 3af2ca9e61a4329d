package dev.offboard.local.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offboard.local.json.Json;
import java.util.List;

/// What came of looking at every invariant.
public record Findings(List<Finding> all) {
  /// Copies the list so that a record stays what it was.
  public Findings {
    all = List.copyOf(all);
  }

  /// One invariant and where it doesn't hold.
  public record Finding(String id, String claim, List<Violation> violations) {
    /// Copies the list so that a record stays what it was.
    public Finding {
      violations = List.copyOf(violations);
    }

    /// True when nothing speaks against it.
    public boolean holds() {
      return violations.isEmpty();
    }
  }

  /// How many violations were found of all invariants together.
  public int violations() {
    return all.stream().mapToInt(it -> it.violations().size()).sum();
  }

  /// The document of `offboard check --json`.
  ObjectNode json() {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("violations", violations());
    ArrayNode invariants = root.putArray("invariants");
    for (Finding finding : all) {
      ObjectNode node = invariants.addObject();
      node.put("id", finding.id()).put("claim", finding.claim()).put("holds", finding.holds());
      ArrayNode list = node.putArray("violations");
      for (Violation violation : finding.violations()) {
        list.addObject()
            .put("offboardingId", violation.offboarding().orElse(null))
            .put("found", violation.found());
      }
    }
    return root;
  }
}
