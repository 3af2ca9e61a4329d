package dev.offboard.orchestrator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.offboard.messaging.dispatch.BatchDispatcher;
import dev.offboard.orchestrator.saga.Transition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// Thousands of installations that are killed, cut off, repeated and rewound. Any number of runs
/// with `-Dsimulation.runs=N`; one again with `-Dsimulation.seed=S -Dsimulation.runs=1`.
class SimulationTest {
  private static final int RUNS = Integer.getInteger("simulation.runs", 10_000);
  private static final long SEED = Long.getLong("simulation.seed", System.nanoTime());

  /// The rarest transition is taken in one of a hundred runs.
  private static final int ENOUGH_FOR_EVERY_TRANSITION = 2_000;

  /// Each broken twin was found within a tenth of them with every seed tried.
  private static final int RUNS_TO_FIND_A_BROKEN_TWIN = 2_000;

  /// Of up to 260 acts; two whole employments of one user, step by step, are about 90.
  private static final int A_SHORT_STORY = 60;

  @BeforeAll
  static void failures_are_what_it_is_about() {
    ((Logger) LoggerFactory.getLogger(BatchDispatcher.class)).setLevel(Level.OFF);
  }

  @Test
  void whatever_is_killed_lost_or_repeated_invariants_hold_and_everything_ends() {
    Set<Transition> taken = Collections.synchronizedSet(EnumSet.noneOf(Transition.class));
    Optional<Long> failing =
        LongStream.range(SEED, SEED + RUNS)
            .parallel()
            .filter(seed -> fails(seed, taken))
            .boxed()
            .findAny();

    failing.ifPresent(seed -> fail(reportOf(new Simulation(seed, Twin.SOUND), seed)));
    if (RUNS >= ENOUGH_FOR_EVERY_TRANSITION) {
      assertThat(taken).as("seed %d", SEED).containsExactlyInAnyOrder(Transition.values());
    }
  }

  private static boolean fails(long seed, Set<Transition> taken) {
    try {
      taken.addAll(new Simulation(seed, Twin.SOUND).taken());
      return false;
    } catch (AssertionError | RuntimeException found) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOUND")
  void an_installation_that_is_broken_is_found_out(Twin twin) {
    long seed =
        LongStream.range(SEED, SEED + RUNS_TO_FIND_A_BROKEN_TWIN)
            .parallel()
            .filter(s -> new Simulation(s, twin).failureOf(Act.schedule(s)).isPresent())
            .findAny()
            .orElseThrow(() -> new AssertionError(twin + " is not found out, seed " + SEED));

    Simulation simulation = new Simulation(seed, twin);
    Simulation.Failure failure = simulation.failureOf(Act.schedule(seed)).orElseThrow();
    assertThat(simulation.shortest(failure))
        .as("%s, seed %d: %s", twin, seed, failure.violation().getMessage())
        .hasSizeLessThan(A_SHORT_STORY);
    assertThat(simulation.report(failure)).contains(failure.name(), "-Dsimulation.seed=" + seed);
  }

  @Test
  void the_same_seed_is_the_same_run() {
    assertThat(story()).isNotEmpty().isEqualTo(story());
  }

  private static List<String> story() {
    List<String> story = new ArrayList<>();
    new World(SEED, Twin.SOUND, (at, what) -> story.add(at + " " + what)).play(Act.schedule(SEED));
    return story;
  }

  private static String reportOf(Simulation simulation, long seed) {
    return simulation.report(simulation.failureOf(Act.schedule(seed)).orElseThrow());
  }
}
