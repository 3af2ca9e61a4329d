package dev.offboard.orchestrator.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A policy as it was activated; it never changes.
///
/// @param by the subject of whoever did it; null for one that comes with the configuration
/// @param at null for one of the configuration that nobody has replaced yet
/// @param note why, in the words of whoever did it
public record PolicyVersion(Policy policy, @Nullable String by, @Nullable Instant at, String note) {
  /// What is said of those that come with the configuration.
  static final String SHIPPED = "Comes with the configuration.";

  static PolicyVersion shipped(Policy policy) {
    return new PolicyVersion(policy, null, null, SHIPPED);
  }

  public int number() {
    return policy.version();
  }

  public boolean isShipped() {
    return by == null;
  }
}
