package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Phase;
import java.time.Duration;
import java.util.Map;

/// The policy as it was when the offboarding was requested; it ends on it, whatever the
/// configuration says later.
///
/// @param gracePeriod between REVOKED and ERASING; zero is allowed, negative is not
/// @param deadlines overrides the definition's deadline of a phase
/// @param attentionAfter so many announcements in a row that failed or stayed unanswered ask for a
///   person; at least 1
public record PolicySnapshot(
    String name,
    int version,
    Duration gracePeriod,
    Map<Phase, Duration> deadlines,
    Refusal onRefusal,
    int attentionAfter) {
  public PolicySnapshot {
    deadlines = Map.copyOf(deadlines);
    if (gracePeriod.isNegative()) {
      throw new IllegalArgumentException(
          "grace period of policy %s: %s (expected: >= 0)".formatted(name, gracePeriod));
    }
    if (attentionAfter < 1) {
      throw new IllegalArgumentException(
          "attentionAfter of policy %s: %d (expected: >= 1)".formatted(name, attentionAfter));
    }
  }

  Duration deadlineOf(PhaseDefinition phase) {
    return deadlines.getOrDefault(phase.phase(), phase.within());
  }
}
