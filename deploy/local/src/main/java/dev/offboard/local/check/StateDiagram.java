package dev.offboard.local.check;

import java.util.Map;
import java.util.Set;

/// The arrows of the diagram in `docs/saga.md`, plus those of versions that are being rolled out. A
/// test fails when the diagram has an arrow that is missing here.
final class StateDiagram {
  /// Where an offboarding begins.
  static final String START = "[*]";

  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          START,
          Set.of("AWAITING_APPROVAL", "SCHEDULED", "REVOKING", "ERASING", "REINSTATING"),
          "AWAITING_APPROVAL",
          Set.of("AWAITING_APPROVAL", "SCHEDULED", "REVOKING", "CANCELLED"),
          "SCHEDULED",
          Set.of("AWAITING_APPROVAL", "REVOKING", "CANCELLED"),
          "REVOKING",
          Set.of("REVOKING", "VERIFYING", "REVOKED", "REINSTATING"),
          "VERIFYING",
          Set.of("VERIFYING", "REVOKING", "REVOKED", "REINSTATING"),
          "REVOKED",
          Set.of("REVOKING", "VERIFYING", "REINSTATING", "ERASING", "SEALING"),
          "ERASING",
          Set.of("ERASING", "SEALING"),
          "SEALING",
          Set.of("COMPLETED"),
          "REINSTATING",
          Set.of("REINSTATING", "REVOKING", "REINSTATED"));

  private StateDiagram() {}

  static boolean has(String from, String to) {
    return ARROWS.getOrDefault(from, Set.of()).contains(to);
  }

  /// As rows of an SQL VALUES list.
  static String asValues() {
    StringBuilder rows = new StringBuilder();
    ARROWS.forEach(
        (from, all) ->
            all.forEach(
                to ->
                    rows.append(rows.isEmpty() ? "" : ", ")
                        .append("('%s', '%s')".formatted(from, to))));
    return rows.toString();
  }
}
