package dev.offboard.messaging.testkit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The table of metrics in `docs/metrics.md`, and whether a started service shows what it says.
public final class MetricsTable {
  private static final Path FILE = Path.of("..", "docs", "metrics.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(offboarding_[a-z_]+)` \\| ([^|]+) \\| ([^|]*)\\| ([^|]+) \\| (always|once) \\|",
          Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("[a-z_]+");

  private final Map<String, Row> rows = new TreeMap<>();

  private record Row(Set<String> labels, List<String> of, String shown) {
    boolean isOf(String service) {
      return of.contains("all") || of.contains(service);
    }
  }

  private MetricsTable(String text) {
    Matcher row = ROW.matcher(text);
    while (row.find()) {
      Set<String> labels =
          WORD.matcher(row.group(3)).results().map(it -> it.group()).collect(Collectors.toSet());
      rows.put(
          row.group(1),
          new Row(labels, Arrays.asList(row.group(4).trim().split(", ")), row.group(5)));
    }
  }

  public static MetricsTable read() {
    try {
      return new MetricsTable(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every metric of ours that is shown is in the table, for this service and with these labels;
  /// every one that the table says is always shown is.
  ///
  /// @throws AssertionError naming all that differ
  public void assertAgrees(MeterRegistry registry, String service) {
    Map<String, Set<String>> shown = shown(registry);
    List<String> wrong = new ArrayList<>();
    shown.forEach(
        (name, labels) -> {
          Row row = rows.get(name);
          if (row == null || !row.isOf(service)) {
            wrong.add(name + " is shown and not in the table for " + service);
          } else if (!row.labels().equals(labels)) {
            wrong.add(
                "%s has the labels %s (the table says: %s)".formatted(name, labels, row.labels()));
          }
        });
    rows.forEach(
        (name, row) -> {
          if (row.isOf(service) && row.shown().equals("always") && !shown.containsKey(name)) {
            wrong.add(name + " is in the table and not shown by " + service);
          }
        });
    if (rows.isEmpty() || !wrong.isEmpty()) {
      throw new AssertionError(FILE + ": " + wrong);
    }
  }

  private static Map<String, Set<String>> shown(MeterRegistry registry) {
    PrometheusNamingConvention names = new PrometheusNamingConvention();
    Predicate<Meter> isOurs = meter -> meter.getId().getName().startsWith("offboarding.");
    Map<String, Set<String>> shown = new TreeMap<>();
    registry.getMeters().stream()
        .filter(isOurs)
        .map(Meter::getId)
        .forEach(
            id ->
                shown.put(
                    names.name(id.getName(), id.getType(), id.getBaseUnit())
                        + (id.getType() == Meter.Type.COUNTER ? "_total" : ""),
                    id.getTags().stream()
                        .map(Tag::getKey)
                        .map(names::tagKey)
                        .collect(Collectors.toCollection(TreeSet::new))));
    return shown;
  }
}
