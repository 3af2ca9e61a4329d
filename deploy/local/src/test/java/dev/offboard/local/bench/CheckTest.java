package dev.offboard.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckTest {
  @Test
  void equal_counts_hold_and_show_their_total() {
    Check check = same(Map.of("a", 2L, "b", 3L), Map.of("a", 2L, "b", 3L));

    assertThat(check.isHeld()).isTrue();
    assertThat(check.toString()).isEqualTo("  HELD    x: 5");
  }

  @Test
  void every_count_that_differs_is_named_on_either_side() {
    Check check = same(Map.of("a", 2L, "b", 3L), Map.of("a", 1L, "b", 3L, "c", 4L));

    assertThat(check.isHeld()).isFalse();
    assertThat(check.found()).isEqualTo("a 1 (expected: 2), c 4 (expected: 0)");
  }

  private static Check same(Map<String, Long> expected, Map<String, Long> found) {
    return Check.same("x", new TreeMap<>(expected), new TreeMap<>(found));
  }
}
