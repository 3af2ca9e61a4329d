package dev.offboard.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

  private final Crowd crowd = new Crowd(4, Duration.ofSeconds(10));

  @Test
  void every_item_is_done_once() {
    Set<Integer> done = ConcurrentHashMap.newKeySet();

    crowd.forEach(ITEMS, item -> assertThat(done.add(item)).isTrue());

    assertThat(done).hasSize(100);
  }

  @Test
  void as_many_calls_go_on_at_once_as_there_are_callers() {
    CyclicBarrier four = new CyclicBarrier(4);

    crowd.forEach(ITEMS, item -> meet(four));

    assertThat(four.isBroken()).isFalse();
  }

  @Test
  void the_first_failure_is_told_and_the_rest_is_not_begun() {
    Set<Integer> done = ConcurrentHashMap.newKeySet();

    assertThatThrownBy(
            () ->
                crowd.forEach(
                    ITEMS,
                    item -> {
                      done.add(item);
                      throw new IllegalStateException("no " + item);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no ");
    assertThat(done).hasSizeLessThanOrEqualTo(4);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the callers did not meet", e);
    }
  }
}
