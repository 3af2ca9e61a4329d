package dev.offboard.orchestrator.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a body, and collects what is wrong with all of them instead of stopping at
/// the first.
final class Fields {
  /// Nothing that an installation waits for takes longer.
  static final Duration LONGEST = Duration.ofDays(366);

  private final List<FieldProblem> problems = new ArrayList<>();

  List<FieldProblem> problems() {
    return List.copyOf(problems);
  }

  void wrong(String field, String problem) {
    problems.add(new FieldProblem(field, problem));
  }

  /// @param least what is too short: less than that
  Duration duration(String field, @Nullable String text, Duration before, Duration least) {
    if (text == null) {
      return before;
    }
    try {
      Duration duration = Duration.parse(text.strip());
      if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
        wrong(
            field,
            "%s (expected: %s to %s)"
                .formatted(Words.exactly(duration), Words.exactly(least), Words.exactly(LONGEST)));
        return before;
      }
      return duration;
    } catch (DateTimeParseException e) {
      wrong(field, "is no duration (expected: such as P14D, PT2H or PT90S)");
      return before;
    }
  }

  <E extends Enum<E>> E choice(String field, @Nullable String text, E before) {
    if (text == null) {
      return before;
    }
    E[] all = before.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(it -> it.name().equals(text))
        .findFirst()
        .orElseGet(
            () -> {
              wrong(
                  field,
                  "is none of those there are (expected one of: %s)"
                      .formatted(
                          Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", "))));
              return before;
            });
  }

  int number(String field, @Nullable Integer value, int before, Range range) {
    if (value == null) {
      return before;
    }
    if (value < range.least() || value > range.most()) {
      wrong(field, "%d (expected: %d to %d)".formatted(value, range.least(), range.most()));
      return before;
    }
    return value;
  }

  record Range(int least, int most) {}

  /// Text for people, on one line or several.
  String text(String field, @Nullable String text, int most) {
    String stripped = text == null ? "" : text.strip();
    if (stripped.length() > most) {
      wrong(field, "has %d characters (expected: at most %d)".formatted(stripped.length(), most));
      return "";
    }
    if (stripped.chars().anyMatch(it -> it < ' ' && it != '\n' && it != '\r' && it != '\t')) {
      wrong(field, "has characters that are no text");
      return "";
    }
    return stripped;
  }
}
