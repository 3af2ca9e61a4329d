package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The policy as it was when the offboarding was requested; it ends on it, whatever the
/// configuration says later.
///
/// @param gracePeriod between REVOKED and ERASING; zero is allowed, negative is not
/// @param deadlines overrides the definition's deadline of a phase
/// @param attentionAfter so many announcements in a row that failed or stayed unanswered ask for a
///   person; at least 1
/// @param erase whether the grace period ends in erasure, or what is kept stays
/// @param sweeps how long after REVOKED everybody is asked again for residual access
/// @param priority whether it goes past a backlog of others
/// @param otherContract what a user who is still employed under another contract changes
/// @param fourEyes who else has to approve it
/// @param rules which rules of the policy have made it so, as codes: `rule-2`, `rule-2-failed`
public record PolicySnapshot(
    String name,
    int version,
    Duration gracePeriod,
    Map<Phase, Duration> deadlines,
    Refusal onRefusal,
    int attentionAfter,
    Erase erase,
    List<Duration> sweeps,
    Priority priority,
    OtherContract otherContract,
    FourEyes fourEyes,
    List<String> rules) {
  /// What becomes of what is kept about the user.
  public enum Erase {
    AFTER_GRACE_PERIOD,
    NEVER
  }

  /// What becomes of an offboarding whose time has come while its user is still employed under
  /// another contract.
  public enum OtherContract {
    /// It starts all the same.
    IGNORE,
    /// It is cancelled: what it was requested for no longer holds.
    CANCEL
  }

  public PolicySnapshot {
    sweeps = sweeps.stream().sorted().toList();
    deadlines = Map.copyOf(deadlines);
    rules = List.copyOf(rules);
    if (gracePeriod.isNegative()) {
      throw new IllegalArgumentException(
          "grace period of policy %s: %s (expected: >= 0)".formatted(name, gracePeriod));
    }
    if (attentionAfter < 1) {
      throw new IllegalArgumentException(
          "attentionAfter of policy %s: %d (expected: >= 1)".formatted(name, attentionAfter));
    }
  }

  /// One that erases and never sweeps.
  public PolicySnapshot(
      String name,
      int version,
      Duration gracePeriod,
      Map<Phase, Duration> deadlines,
      Refusal onRefusal,
      int attentionAfter) {
    this(
        name,
        version,
        gracePeriod,
        deadlines,
        onRefusal,
        attentionAfter,
        Erase.AFTER_GRACE_PERIOD,
        List.of(),
        Priority.NORMAL);
  }

  /// One that heeds no other contract.
  public PolicySnapshot(
      String name,
      int version,
      Duration gracePeriod,
      Map<Phase, Duration> deadlines,
      Refusal onRefusal,
      int attentionAfter,
      Erase erase,
      List<Duration> sweeps,
      Priority priority) {
    this(
        name,
        version,
        gracePeriod,
        deadlines,
        onRefusal,
        attentionAfter,
        erase,
        sweeps,
        priority,
        OtherContract.IGNORE,
        FourEyes.NONE);
  }

  /// One that no rule has changed.
  public PolicySnapshot(
      String name,
      int version,
      Duration gracePeriod,
      Map<Phase, Duration> deadlines,
      Refusal onRefusal,
      int attentionAfter,
      Erase erase,
      List<Duration> sweeps,
      Priority priority,
      OtherContract otherContract,
      FourEyes fourEyes) {
    this(
        name,
        version,
        gracePeriod,
        deadlines,
        onRefusal,
        attentionAfter,
        erase,
        sweeps,
        priority,
        otherContract,
        fourEyes,
        List.of());
  }

  /// The same, but for who has to approve it.
  public PolicySnapshot with(FourEyes approvals) {
    return with(gracePeriod, priority, approvals);
  }

  /// The same, but it goes past nobody: of one of many, which together would be a backlog.
  public PolicySnapshot inTurn() {
    return with(gracePeriod, Priority.NORMAL, fourEyes);
  }

  /// The same without waiting for an undo: of what is only repeated.
  PolicySnapshot withoutGracePeriod() {
    return with(Duration.ZERO, priority, fourEyes);
  }

  private PolicySnapshot with(Duration otherGracePeriod, Priority urgency, FourEyes approvals) {
    return new PolicySnapshot(
        name,
        version,
        otherGracePeriod,
        deadlines,
        onRefusal,
        attentionAfter,
        erase,
        sweeps,
        urgency,
        otherContract,
        approvals,
        rules);
  }

  /// The first sweep that is still to come.
  @Nullable Instant nextSweep(Instant revokedAt, Instant now) {
    return sweeps.stream().map(revokedAt::plus).filter(now::isBefore).findFirst().orElse(null);
  }

  Duration deadlineOf(PhaseDefinition phase) {
    return deadlines.getOrDefault(phase.phase(), phase.within());
  }
}
