package dev.offboard.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.chaos.Schedule.Planned;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofSeconds(5);

  @Test
  void the_same_seed_breaks_the_same_things_at_the_same_times() {
    assertThat(Schedule.of(7, MINUTE, EVERY)).isEqualTo(Schedule.of(7, MINUTE, EVERY));
    assertThat(Schedule.of(7, MINUTE, EVERY)).isNotEqualTo(Schedule.of(8, MINUTE, EVERY));
  }

  @Test
  void a_longer_run_begins_like_a_shorter_one() {
    List<Planned> minute = Schedule.of(7, MINUTE, EVERY).faults();

    assertThat(minute).hasSize(11);
    assertThat(Schedule.of(7, MINUTE.multipliedBy(10), EVERY).faults())
        .startsWith(minute.toArray(Planned[]::new));
  }

  @Test
  void every_kind_of_fault_comes_and_one_process_at_most_is_frozen_at_a_time() {
    for (long seed = 1; seed <= 50; seed++) {
      List<Planned> faults = Schedule.of(seed, MINUTE.multipliedBy(10), EVERY).faults();
      assertThat(faults.getFirst().fault()).isInstanceOf(Fault.Freeze.class);
      assertThat(faults)
          .extracting(it -> it.fault().getClass().getSimpleName())
          .contains("Kill", "Freeze", "RestartConnector", "DropSlot");
      List<Duration> freezes =
          faults.stream()
              .filter(it -> it.fault() instanceof Fault.Freeze)
              .map(Planned::at)
              .toList();
      for (int i = 1; i < freezes.size(); i++) {
        assertThat(freezes.get(i).minus(freezes.get(i - 1)))
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo(Schedule.FREEZE);
      }
    }
  }
}
