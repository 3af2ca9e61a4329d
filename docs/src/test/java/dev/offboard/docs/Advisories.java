package dev.offboard.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The list in `deploy/advisories`: which versions of which library have a known weakness.
record Advisories(List<Advisory> all) {
  private static final int FIELDS = 5;

  /// A library in a version.
  record Component(String name, String version) {}

  record Advisory(String name, List<Range> affected, String id, String what, String source) {
    boolean affects(Component component) {
      return name.equals(component.name())
          && affected.stream().anyMatch(range -> range.contains(component.version()));
    }
  }

  static Advisories parse(String text) {
    List<Advisory> all = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> fields = Arrays.stream(line.split("\\|")).map(String::strip).toList();
      if (fields.size() != FIELDS || fields.stream().anyMatch(String::isEmpty)) {
        throw new IllegalArgumentException(
            "\"%s\" (expected: groupId:artifactId | range | id | what | source)".formatted(line));
      }
      all.add(
          new Advisory(
              fields.get(0),
              Range.all(fields.get(1)),
              fields.get(2),
              fields.get(3),
              fields.get(4)));
    }
    return new Advisories(all);
  }

  /// Each with what is to be done.
  List<String> about(List<Component> components) {
    return components.stream()
        .flatMap(
            component ->
                all.stream()
                    .filter(advisory -> advisory.affects(component))
                    .map(
                        advisory ->
                            "%s %s: %s, %s; see %s and take another version"
                                .formatted(
                                    component.name(),
                                    component.version(),
                                    advisory.id(),
                                    advisory.what(),
                                    advisory.source())))
        .toList();
  }

  /// `[1.0,2.0)` and so on; an absent end is open.
  record Range(String from, Included first, String to, Included last) {
    private static final Pattern ONE =
        Pattern.compile("([\\[(])([^,\\[\\]()]*),([^,\\[\\]()]*)([])])");

    enum Included {
      YES,
      NO
    }

    static List<Range> all(String text) {
      Matcher ranges = ONE.matcher(text);
      List<Range> all = new ArrayList<>();
      StringBuilder rest = new StringBuilder();
      while (ranges.find()) {
        ranges.appendReplacement(rest, "");
        all.add(
            new Range(
                ranges.group(2).strip(),
                ranges.group(1).equals("[") ? Included.YES : Included.NO,
                ranges.group(3).strip(),
                ranges.group(4).equals("]") ? Included.YES : Included.NO));
      }
      ranges.appendTail(rest);
      if (all.isEmpty() || !rest.toString().replace(",", "").isBlank()) {
        throw new IllegalArgumentException(
            "\"%s\" is no range (expected: [1.0,2.0), several of them divided by commas)"
                .formatted(text));
      }
      return all;
    }

    boolean contains(String version) {
      int least = from.isEmpty() ? 1 : LibraryVersion.compare(version, from);
      int most = to.isEmpty() ? -1 : LibraryVersion.compare(version, to);
      return (least > 0 || least == 0 && first == Included.YES)
          && (most < 0 || most == 0 && last == Included.YES);
    }
  }
}
