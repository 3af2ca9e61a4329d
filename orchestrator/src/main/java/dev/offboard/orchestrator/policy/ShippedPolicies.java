package dev.offboard.orchestrator.policy;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.orchestrator.policy.PolicyProperties.Written;
import dev.offboard.orchestrator.rule.Rules;
import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.FourEyes.Guard;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.PolicySnapshot.OtherContract;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The policies that come with the configuration. Checked when the application starts: it doesn't
/// start with a policy that can't be kept.
@Component
final class ShippedPolicies {
  /// The fifth failure in a row comes half a minute after the first, the fifth silence after some
  /// three minutes: early enough to act, late enough for a restart.
  private static final int ATTENTION_AFTER = 5;

  /// What was planted by mistake shows within the hour, what a nightly job restores within the day,
  /// what a weekly one does within the week.
  private static final List<Duration> SWEEPS =
      List.of(Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7));

  private final SortedMap<String, Policy> byReason = new TreeMap<>();

  ShippedPolicies(PolicyProperties properties) {
    Map<String, Written> written = properties.policies();
    if (written == null || written.isEmpty()) {
      throw new IllegalStateException(
          "offboard.policies is empty (expected: at least one reason); nobody could be offboarded");
    }
    written.forEach(
        (reason, policy) -> {
          Scope scope = policy.scope() == null ? Scope.USER : policy.scope();
          if (scope == Scope.ROLES) {
            requireKept(reason, policy);
          }
          byReason.put(
              reason,
              new Policy(new ReasonCode(reason), scope, snapshot(reason, policy), Rules.NONE));
        });
  }

  private static void requireKept(String reason, Written policy) {
    if (policy.erase() != Erase.NEVER) {
      throw new IllegalStateException(
          "offboard.policies.%s can't be kept: erase: %s (expected: NEVER, because scope ROLES keeps the account)"
              .formatted(reason, policy.erase()));
    }
  }

  SortedMap<String, Policy> byReason() {
    return byReason;
  }

  private static PolicySnapshot snapshot(String reason, Written policy) {
    String where = "offboard.policies." + reason;
    try {
      return new PolicySnapshot(
          new ReasonCode(reason).value(),
          atLeastOne(where + ".version", policy.version()),
          required(where + ".grace-period", policy.gracePeriod()),
          deadlines(where + ".deadlines", policy.deadlines()),
          required(where + ".on-refusal (HOLD or REINSTATE)", policy.onRefusal()),
          policy.attentionAfter() == null ? ATTENTION_AFTER : policy.attentionAfter(),
          policy.erase() == null ? Erase.AFTER_GRACE_PERIOD : policy.erase(),
          policy.sweeps() == null ? SWEEPS : positive(where + ".sweeps", policy.sweeps()),
          policy.priority() == null ? Priority.NORMAL : policy.priority(),
          policy.otherContract() == null ? OtherContract.IGNORE : policy.otherContract(),
          fourEyes(policy));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(where + " can't be kept: " + e.getMessage(), e);
    }
  }

  private static FourEyes fourEyes(Written policy) {
    return new FourEyes(
        Objects.requireNonNullElse(policy.approvals(), 0),
        Objects.requireNonNullElse(policy.approveWithin(), FourEyes.WITHIN),
        Objects.requireNonNullElse(policy.protectedAccount(), Guard.REFUSE),
        Objects.requireNonNullElse(policy.lastAdministrator(), Guard.REFUSE),
        Objects.requireNonNullElse(policy.oneself(), Guard.REFUSE));
  }

  private static Map<Phase, Duration> deadlines(
      String where, @Nullable Map<String, Duration> written) {
    Map<Phase, Duration> deadlines = new EnumMap<>(Phase.class);
    if (written != null) {
      written.forEach(
          (phase, deadline) -> {
            if (!deadline.isPositive()) {
              throw new IllegalArgumentException(
                  "%s.%s: %s (expected: > 0)".formatted(where, phase, deadline));
            }
            deadlines.put(Phase.of(phase), deadline);
          });
    }
    return deadlines;
  }

  private static List<Duration> positive(String where, List<Duration> durations) {
    durations.stream()
        .filter(duration -> !duration.isPositive())
        .findFirst()
        .ifPresent(
            duration -> {
              throw new IllegalArgumentException(
                  "%s: %s (expected: > 0)".formatted(where, duration));
            });
    return durations;
  }

  private static int atLeastOne(String where, @Nullable Integer value) {
    int number = required(where, value);
    if (number < 1) {
      throw new IllegalArgumentException("%s: %d (expected: >= 1)".formatted(where, number));
    }
    return number;
  }

  private static <T> T required(String where, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(where + " is missing");
    }
    return value;
  }
}
