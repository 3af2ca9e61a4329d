package dev.offboard.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPauseTest {
  private final RestartPause pause = new RestartPause();

  @Test
  void the_first_restart_is_at_once() {
    assertThat(pause.afterWorkingFor(Duration.ofSeconds(5))).isZero();
  }

  @Test
  void pauses_grow_while_it_keeps_ending_and_then_stay() {
    Duration previous = Duration.ofNanos(-1);
    for (int i = 0; i < 6; i++) {
      Duration next = pause.afterWorkingFor(Duration.ZERO);
      assertThat(next).isGreaterThan(previous);
      previous = next;
    }
    assertThat(pause.afterWorkingFor(Duration.ZERO)).isEqualTo(previous);
  }

  @Test
  void one_that_has_lasted_begins_anew() {
    for (int i = 0; i < 5; i++) {
      pause.afterWorkingFor(Duration.ZERO);
    }

    assertThat(pause.afterWorkingFor(Duration.ofMinutes(1))).isZero();
    assertThat(pause.endsInARow()).isEqualTo(1);
  }
}
