package dev.offboard.orchestrator.policy;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.orchestrator.rule.Rules;
import dev.offboard.orchestrator.saga.PolicySnapshot;

/// What a reason leads to, as one version says it.
///
/// @param settings as they are where no rule holds
public record Policy(ReasonCode reason, Scope scope, PolicySnapshot settings, Rules rules) {
  public int version() {
    return settings.version();
  }

  /// The same, rules and all, under another number.
  Policy as(int version) {
    return new Policy(
        reason,
        scope,
        new PolicySnapshot(
            settings.name(),
            version,
            settings.gracePeriod(),
            settings.deadlines(),
            settings.onRefusal(),
            settings.attentionAfter(),
            settings.erase(),
            settings.sweeps(),
            settings.priority(),
            settings.otherContract(),
            settings.fourEyes()),
        rules);
  }
}
