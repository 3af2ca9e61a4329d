package dev.offboard.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsAgreeTest {
  private static final String SCRAPE =
      """
      # TYPE offboarding_live gauge
      offboarding_live{state="revoking"} 3.0
      offboarding_live{state="revoked"} 0.0
      offboarding_needs_attention 1.0
      """;

  @Test
  void gauges_are_read_from_what_prometheus_gets() {
    assertThat(Gauges.byLabel(SCRAPE, "offboarding_live", "state"))
        .containsExactly(Map.entry("revoking", 3L));
    assertThat(Gauges.value(SCRAPE, "offboarding_needs_attention")).isEqualTo(1);
    assertThat(Gauges.value(SCRAPE, "offboarding_absent")).isEqualTo(-1);
  }

  @Test
  void a_gauge_that_the_database_never_said_is_named() {
    assertThat(compare(Map.of("revoking", 3L), Map.of("revoking", 5L)))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.found()).contains("3 offboardings revoking").contains("expected: 5"));
    assertThat(compare(Map.of(), Map.of("revoked", 1L))).hasSize(1);
    assertThat(compare(Map.of("revoked", 1L), Map.of())).hasSize(1);
  }

  @Test
  void a_gauge_between_what_the_database_said_at_two_moments_is_right() {
    assertThat(compare(Map.of("revoking", 3L), Map.of("revoking", 5L), Map.of("revoking", 1L)))
        .isEmpty();
  }

  @SafeVarargs
  private static List<Violation> compare(Map<String, Long> shown, Map<String, Long>... seen) {
    return MetricsAgree.compare(
        new TreeMap<>(shown),
        java.util.Arrays.stream(seen)
            .map(TreeMap::new)
            .map(it -> (java.util.SortedMap<String, Long>) it)
            .toList());
  }
}
