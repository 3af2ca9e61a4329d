package dev.offboard.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingState;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Thousands of offboardings through a network that duplicates, reorders, delays, drops and forges,
/// under participants that fail, refuse and keep silent. Repeat one with `-Dsaga.seed=N
/// -Dsaga.walks=1`; the seed of a failing walk is in its message.
class SagaWalkTest {
  /// Enough to visit every cell of the table with every seed tried, in about a second.
  private static final int WALKS = Integer.getInteger("saga.walks", 5000);

  private static final long SEED = Long.getLong("saga.seed", System.nanoTime());

  @Test
  void whatever_happens_invariants_hold_everything_ends_and_the_whole_table_is_visited() {
    Set<Transition> taken = EnumSet.noneOf(Transition.class);
    Set<String> cells = new TreeSet<>();
    for (int walk = 0; walk < WALKS; walk++) {
      SagaWalk run = new SagaWalk(SEED + walk);
      run.throughFaults();
      run.untilTheEnd();
      taken.addAll(run.taken());
      cells.addAll(run.cells());
    }
    if (WALKS > 1) {
      assertThat(taken).as("seed %d", SEED).containsExactlyInAnyOrder(Transition.values());
      assertThat(cells).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(table());
    }
  }

  /// Every state this version drives, by every event that can arrive.
  private static Set<String> table() {
    Set<String> cells = new TreeSet<>();
    for (OffboardingState state : OffboardingState.values()) {
      if (state != OffboardingState.UNKNOWN) {
        SagaWalk.EVENTS.forEach(event -> cells.add(state + " x " + event));
      }
    }
    return cells;
  }
}
