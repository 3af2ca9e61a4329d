package dev.offboard.orchestrator.policy;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/// Which reasons exist and what each leads to now. A reason that nobody has edited follows the
/// configuration; one that was edited stays with what was activated, whatever the configuration
/// says. What one instance activates the others know within two seconds.
@Component
public final class Policies {
  /// Every request asks. What others have activated may come that late.
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final ShippedPolicies shipped;
  private final PolicyRows rows;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile Current current = new Current(Collections.emptySortedMap(), Long.MIN_VALUE);

  Policies(ShippedPolicies shipped, PolicyRows rows) {
    this.shipped = shipped;
    this.rows = rows;
  }

  private record Current(SortedMap<String, PolicyVersion> byReason, long readAt) {
    boolean isEmpty() {
      return byReason.isEmpty();
    }

    boolean isFresh() {
      return !isEmpty() && System.nanoTime() - readAt < FRESH.toNanos();
    }
  }

  /// What the reason is about; of one that nobody configured, the whole user.
  public Scope scopeOf(ReasonCode reason) {
    return find(reason).map(Policy::scope).orElse(Scope.USER);
  }

  /// The settings as of now, where no rule holds; empty for a reason nobody configured.
  public Optional<PolicySnapshot> of(ReasonCode reason) {
    return find(reason).map(Policy::settings);
  }

  /// The policy as of now; empty for a reason nobody configured.
  public Optional<Policy> find(ReasonCode reason) {
    return active(reason).map(PolicyVersion::policy);
  }

  /// The same with who activated it.
  public Optional<PolicyVersion> active(ReasonCode reason) {
    return Optional.ofNullable(now().get(reason.value()));
  }

  /// All that are active, by reason.
  public List<PolicyVersion> active() {
    return List.copyOf(now().values());
  }

  public SortedSet<String> known() {
    return new TreeSet<>(now().keySet());
  }

  /// Every version of a reason, the latest first.
  public List<PolicyVersion> versions(ReasonCode reason) {
    List<PolicyVersion> stored = rows.versions(reason);
    return stored.isEmpty()
        ? Optional.ofNullable(shipped.byReason().get(reason.value()))
            .map(it -> List.of(PolicyVersion.shipped(it)))
            .orElse(List.of())
        : stored;
  }

  /// The next question is answered from the database.
  void forget() {
    current = new Current(Collections.emptySortedMap(), Long.MIN_VALUE);
  }

  private SortedMap<String, PolicyVersion> now() {
    Current known = current;
    if (known.isFresh()) {
      return known.byReason();
    }
    // one of those who find it stale looks, the others go on with what there is, if there is any
    if (known.isEmpty()) {
      refreshing.lock();
    } else if (!refreshing.tryLock()) {
      return known.byReason();
    }
    try {
      if (!current.isFresh()) {
        current = read();
      }
      return current.byReason();
    } finally {
      refreshing.unlock();
    }
  }

  private Current read() {
    long readAt = System.nanoTime();
    SortedMap<String, PolicyVersion> byReason = new TreeMap<>();
    shipped
        .byReason()
        .forEach((reason, policy) -> byReason.put(reason, PolicyVersion.shipped(policy)));
    rows.latest(known(current)).forEach(it -> byReason.put(it.policy().reason().value(), it));
    return new Current(byReason, readAt);
  }

  private static List<PolicyVersion> known(Current before) {
    return List.copyOf(before.byReason().values());
  }
}
