package dev.offboard.orchestrator.roster;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.orchestrator.saga.Party;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of people to be offboarded, and how far it is.
///
/// @param tenantId the one that all are of; null: of several
/// @param findings how many rows there are of each
/// @param outcomes how many rows have come to each; those that matched and are in none still wait
public record Roster(
    RosterId id,
    @Nullable TenantId tenantId,
    Source source,
    ReasonCode reason,
    Party createdBy,
    State state,
    Instant createdAt,
    @Nullable Instant startedAt,
    Map<Finding, Integer> findings,
    Map<Row.Outcome, Integer> outcomes) {
  /// Where it comes from.
  public enum Source {
    CSV,
    /// All active users of a tenant.
    TENANT
  }

  /// What it does.
  public enum State {
    /// It was looked at, and nobody has started it.
    CHECKED,
    RUNNING,
    /// Nothing more begins until it is resumed.
    PAUSED,
    /// Nothing more ever begins; what has begun goes on.
    STOPPED
  }

  public Roster {
    findings = Map.copyOf(findings);
    outcomes = Map.copyOf(outcomes);
  }

  public int matched() {
    return findings.getOrDefault(Finding.MATCHED, 0);
  }

  public int rows() {
    return findings.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// How many have had their turn.
  public int done() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  public boolean isThrough() {
    return startedAt != null && done() == matched();
  }
}
