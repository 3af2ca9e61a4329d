package dev.offboard.messaging.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void who_comes_alone_is_not_kept_waiting() {
    long began = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      Pace.keep(4, began, Duration.ZERO);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void company_lets_more_gather_but_a_batch_that_took_long_does_not_wait_again() {
    long began = System.nanoTime();
    Pace.keep(100, began, Duration.ZERO);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(140));
    long again = System.nanoTime();
    Pace.keep(100, began, Duration.ZERO);
    assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void what_nobody_waits_for_gathers_even_when_few_come() {
    long began = System.nanoTime();
    Pace.keep(1, began, Duration.ofMillis(40));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(39));
  }
}
