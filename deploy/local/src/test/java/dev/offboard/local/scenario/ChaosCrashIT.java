package dev.offboard.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offboard.local.chaos.Chaos;
import dev.offboard.local.chaos.Chaos.Outcome;
import dev.offboard.local.chaos.Chaos.Plan;
import dev.offboard.local.check.Findings.Finding;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A minute of what `offboard chaos` does for as long as one likes. `-Dchaos.seed=S` repeats a run.
@OnPlatform
class ChaosCrashIT {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static final Duration FAULT_EVERY = Duration.ofSeconds(5);

  /// Two cores that restart everything all the time have time for no more.
  private static final double PER_SECOND = 2;

  private final Stage stage;

  ChaosCrashIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void after_a_minute_of_faults_everything_ends_and_every_invariant_holds() {
    assumeTrue(stage.canKill("kafka"), "the servers run in containers");
    long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xFFFFF);

    Outcome outcome =
        new Chaos(
                stage.installation(),
                new Plan(seed, LENGTH, PER_SECOND, FAULT_EVERY),
                System.out::println)
            .run();

    System.out.printf("chaos, seed %d: %s%n", seed, outcome);
    assertThat(outcome.found().all())
        .as("seed %d", seed)
        .filteredOn(it -> !it.holds())
        .extracting(Finding::toString)
        .isEmpty();
    assertThat(outcome.isGood()).as("seed %d: %s", seed, outcome).isTrue();
  }
}
