package dev.offboard.docs;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `docs/metrics.md` knows.
final class KnownMetrics {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (.*)$");

  /// Metrics are what is followed by labels, a range, a bracket or an end, and is no function,
  /// keyword or label: ours and those of libraries all have an underscore, but for `up`.
  private static final Pattern IN_QUERY =
      Pattern.compile("\\b(up|[a-z0-9]+(?:_[a-z0-9]+)+)\\b(?=\\s*(?:[\\[{)=><+]|-|/|$|\\s))");

  private static final Set<String> FUNCTIONS = Set.of("histogram_quantile", "client_id");
  private static final Set<String> OF_TIMERS = Set.of("_count", "_sum", "_max", "_bucket");

  private final Set<String> names = new TreeSet<>();

  private KnownMetrics(String document) {
    Matcher row = ROW.matcher(document);
    while (row.find()) {
      names.add(row.group(1));
      if (row.group(2).startsWith("timer")) {
        OF_TIMERS.forEach(suffix -> names.add(row.group(1) + suffix));
      }
    }
  }

  static KnownMetrics read() {
    return new KnownMetrics(House.text(House.ROOT.resolve("docs/metrics.md")));
  }

  /// Those of the query that the document does not have.
  Set<String> unknownIn(String query) {
    Set<String> unknown = new TreeSet<>();
    Matcher metric = IN_QUERY.matcher(query.replaceAll("\"[^\"]*\"", "\"\""));
    while (metric.find()) {
      if (!names.contains(metric.group(1)) && !FUNCTIONS.contains(metric.group(1))) {
        unknown.add(metric.group(1));
      }
    }
    return unknown;
  }

  Set<String> ours() {
    Set<String> ours = new TreeSet<>(names);
    ours.removeIf(name -> !name.startsWith("offboarding_"));
    return ours;
  }
}
