package dev.offboard.local.bench;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Something that must hold after the backlog, and what was found.
record Check(String what, Verdict verdict, String found) {
  /// Whether it held.
  enum Verdict {
    HELD,
    BROKEN
  }

  static Check of(String what, boolean held, String found) {
    return new Check(what, held ? Verdict.HELD : Verdict.BROKEN, found);
  }

  boolean isHeld() {
    return verdict == Verdict.HELD;
  }

  /// That two counts by name are the same, naming those that aren't.
  static Check same(String what, SortedMap<String, Long> expected, SortedMap<String, Long> found) {
    SortedMap<String, String> different = new TreeMap<>();
    expected.forEach(
        (name, count) -> {
          long other = found.getOrDefault(name, 0L);
          if (other != count) {
            different.put(name, "%d (expected: %d)".formatted(other, count));
          }
        });
    found.forEach(
        (name, count) -> {
          if (!expected.containsKey(name)) {
            different.put(name, "%d (expected: 0)".formatted(count));
          }
        });
    long total = expected.values().stream().mapToLong(Long::longValue).sum();
    return of(
        what, different.isEmpty(), different.isEmpty() ? "%d".formatted(total) : text(different));
  }

  private static String text(Map<String, String> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return "  %-6s  %s: %s".formatted(verdict, what, found);
  }
}
