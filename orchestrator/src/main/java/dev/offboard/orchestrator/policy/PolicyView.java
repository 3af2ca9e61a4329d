package dev.offboard.orchestrator.policy;

import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A version as the API shows it; durations as ISO 8601 writes them.
///
/// @param activatedBy absent for one that comes with the configuration
/// @param activatedAt absent for one of the configuration that nobody has replaced
record PolicyView(
    String reason,
    int version,
    Scope scope,
    @Nullable String activatedBy,
    @Nullable Instant activatedAt,
    String note,
    String gracePeriod,
    String erase,
    String onRefusal,
    int attentionAfter,
    List<String> sweeps,
    String priority,
    String otherContract,
    Map<String, String> deadlines,
    int approvals,
    String approveWithin,
    String protectedAccount,
    String lastAdministrator,
    String oneself,
    List<RuleJson> rules) {
  static PolicyView of(PolicyVersion version) {
    Policy policy = version.policy();
    PolicySnapshot it = policy.settings();
    FourEyes eyes = it.fourEyes();
    Map<String, String> deadlines = new TreeMap<>();
    it.deadlines().forEach((phase, time) -> deadlines.put(phase.wireName(), time.toString()));
    return new PolicyView(
        policy.reason().value(),
        policy.version(),
        policy.scope(),
        version.by(),
        version.at(),
        version.note(),
        it.gracePeriod().toString(),
        it.erase().name(),
        it.onRefusal().name(),
        it.attentionAfter(),
        it.sweeps().stream().map(Duration::toString).toList(),
        it.priority().name(),
        it.otherContract().name(),
        deadlines,
        eyes.approvals(),
        eyes.within().toString(),
        eyes.protectedAccount().name(),
        eyes.lastAdministrator().name(),
        eyes.oneself().name(),
        policy.rules().list().stream().map(RuleJson::of).toList());
  }
}
