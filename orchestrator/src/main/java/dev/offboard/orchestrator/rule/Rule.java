package dev.offboard.orchestrator.rule;

import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One rule of a policy, as written.
///
/// @param when a condition in CEL over the [Variable]s
/// @param words what it is for, in a sentence; empty if nobody said
public record Rule(String when, Then then, String words) {
  /// What a rule changes where its condition holds; absent is left as it is.
  ///
  /// @param approvals at least so many: a rule never asks fewer people
  public record Then(
      @Nullable Integer approvals,
      @Nullable Duration gracePeriod,
      @Nullable Erase erase,
      @Nullable Priority priority) {
    public boolean isNothing() {
      return approvals == null && gracePeriod == null && erase == null && priority == null;
    }
  }
}
