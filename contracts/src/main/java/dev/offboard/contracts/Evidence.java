package dev.offboard.contracts;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a participant did or found, as counts by kind (`sessions: 3`). Counts only, never values.
public record Evidence(SortedMap<String, Long> counts) {
  public static final Evidence NONE = new Evidence(new TreeMap<>());

  public Evidence {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  public static Evidence of(String kind, long count) {
    return new Evidence(new TreeMap<>(Map.of(kind, count)));
  }

  public Evidence and(String kind, long count) {
    TreeMap<String, Long> sum = new TreeMap<>(counts);
    sum.merge(kind, count, Long::sum);
    return new Evidence(sum);
  }

  public Evidence plus(Evidence other) {
    TreeMap<String, Long> sum = new TreeMap<>(counts);
    other.counts.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
    return new Evidence(sum);
  }

  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
