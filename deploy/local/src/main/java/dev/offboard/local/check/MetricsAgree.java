package dev.offboard.local.check;

import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// I17. The gauges of the dashboard are what stands in the database. They are some seconds old, so
/// a gauge is right if the database said so at any moment of the last seconds, or is between what
/// it said at two of them.
final class MetricsAgree implements Invariant {
  /// The orchestrator reads its gauges anew every ten seconds.
  private static final Duration AS_OLD_AS = Duration.ofSeconds(14);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final String ATTENTION = "needs attention";

  @Override
  public String id() {
    return "I17";
  }

  @Override
  public String claim() {
    return "the metrics agree with the database";
  }

  @Override
  public List<Violation> violations(Look look) {
    List<SortedMap<String, Long>> seen = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    new Patience(AS_OLD_AS, LOOK_EVERY)
        .until(
            () -> {
              seen.add(counts(look));
              violations.clear();
              violations.addAll(compare(shown(look.gauges().scrape()), seen));
              return violations.isEmpty();
            });
    return List.copyOf(violations);
  }

  static List<Violation> compare(
      SortedMap<String, Long> shown, List<SortedMap<String, Long>> seen) {
    TreeSet<String> names = new TreeSet<>(shown.keySet());
    seen.forEach(it -> names.addAll(it.keySet()));
    List<Violation> violations = new ArrayList<>();
    for (String name : names) {
      long metric = shown.getOrDefault(name, 0L);
      long least = seen.stream().mapToLong(it -> it.getOrDefault(name, 0L)).min().orElse(0);
      long most = seen.stream().mapToLong(it -> it.getOrDefault(name, 0L)).max().orElse(0);
      if (metric < least || metric > most) {
        violations.add(
            Violation.of(
                "the orchestrator shows %d offboardings %s (expected: %s, as the database says)"
                    .formatted(
                        metric, name, least == most ? least : "%d to %d".formatted(least, most))));
      }
    }
    return violations;
  }

  private static SortedMap<String, Long> shown(String text) {
    SortedMap<String, Long> shown = Gauges.byLabel(text, "offboarding_live", "state");
    shown.put(ATTENTION, Gauges.value(text, "offboarding_needs_attention"));
    return shown;
  }

  private static SortedMap<String, Long> counts(Look look) {
    SortedMap<String, Long> counts = new TreeMap<>();
    look.database()
        .rows(
            """
            SELECT lower(state), count(*) FROM orchestrator.offboarding
            WHERE state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED') GROUP BY state
            """,
            row -> counts.put(row.getString(1), row.getLong(2)));
    counts.put(
        ATTENTION,
        look.database()
            .number(
                "SELECT count(*) FROM orchestrator.offboarding WHERE attention_since IS NOT NULL"));
    return counts;
  }
}
