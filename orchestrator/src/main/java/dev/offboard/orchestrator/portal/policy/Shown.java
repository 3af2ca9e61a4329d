package dev.offboard.orchestrator.portal.policy;

import dev.offboard.orchestrator.policy.Policy;
import dev.offboard.orchestrator.policy.PolicyVersion;
import dev.offboard.orchestrator.policy.Sentences;
import dev.offboard.orchestrator.portal.Reasons;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.rule.Rule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version of a policy as people read it.
///
/// @param since when and by whom it was activated
record Shown(
    String reason,
    String label,
    String meaning,
    int version,
    List<String> sentences,
    List<RuleLine> rules,
    String since,
    String note) {
  /// @param words what it is for; empty if nobody said
  record RuleLine(String words, String when, String then) {
    static RuleLine of(Rule rule) {
      return new RuleLine(rule.words(), rule.when(), Sentences.of(rule.then()));
    }
  }

  static Shown of(PolicyVersion version) {
    Policy policy = version.policy();
    String reason = policy.reason().value();
    return new Shown(
        reason,
        Reasons.label(reason),
        Reasons.meaning(reason),
        version.number(),
        Sentences.of(policy),
        policy.rules().list().stream().map(RuleLine::of).toList(),
        since(version.by(), version.at()),
        version.note());
  }

  private static String since(@Nullable String by, @Nullable Instant at) {
    if (by == null || at == null) {
      return "comes with the configuration";
    }
    return "activated on %s by %s".formatted(When.at(at), by);
  }
}
