package dev.offboard.local.check;

import dev.offboard.local.check.Findings.Finding;
import dev.offboard.local.runtime.Coordinates;
import java.time.Duration;
import java.util.List;

/// Looks at every invariant that can be seen from outside, one after the other.
public final class InstallationCheck {
  /// Longer than a restart of anything takes on a busy machine.
  public static final Duration GRACE = Duration.ofSeconds(60);

  private static final List<Invariant> INVARIANTS =
      List.of(
          new EveryoneEnds(),
          new NothingAcceptedIsLost(),
          new OneLivePerUser(),
          new NoAccessBelowTheEpoch(),
          new NothingWithoutReturn(),
          new EachEffectOnce(),
          new CompletedLeavesNothing(),
          new StatesFollowTheDiagram(),
          new OneEntryPerStateChange(),
          new OldCheckpointsVerify(),
          new EveryRowIsRead(),
          new NobodyHoldsUpOthers(),
          new DeadLettersCanBeReplayed(),
          new ProtectedNeedsTwo(),
          new MetricsAgree());

  private InstallationCheck() {}

  /// Takes some seconds, more on an installation under load.
  ///
  /// @param grace how old something must be before it is missing and not merely under way
  /// @throws IllegalStateException if the database, Kafka or the orchestrator can't be asked
  public static Findings of(Coordinates platform, Duration grace) {
    try (Look look = Look.at(platform, grace)) {
      return new Findings(
          INVARIANTS.stream()
              .map(it -> new Finding(it.id(), it.claim(), it.violations(look)))
              .toList());
    }
  }
}
