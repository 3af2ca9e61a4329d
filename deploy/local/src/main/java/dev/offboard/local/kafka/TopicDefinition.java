package dev.offboard.local.kafka;

import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A topic as `deploy/kafka/topics.txt` defines it: a name, a number of partitions and settings.
public record TopicDefinition(String name, int partitions, Map<String, String> settings) {
  private static final int LEAST_FIELDS = 2;
  private static final int MOST_FIELDS = 3;

  /// Copies the map so that a record stays what it was.
  public TopicDefinition {
    settings = Map.copyOf(settings);
  }

  /// All definitions in `file`; empty lines and those that begin with `#` are left out.
  public static List<TopicDefinition> read(Path file) {
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  static List<TopicDefinition> parse(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(TopicDefinition::parse)
        .toList();
  }

  private static TopicDefinition parse(String line) {
    String[] fields = line.split("\\s+");
    if (fields.length < LEAST_FIELDS || fields.length > MOST_FIELDS || !isNumber(fields[1])) {
      throw new PlatformFailure(
          "Topic definition: %s (expected: name partitions key=value,key=value). No topic was made"
              .formatted(line));
    }
    return new TopicDefinition(
        fields[0],
        Integer.parseInt(fields[1]),
        fields.length == MOST_FIELDS ? settings(line, fields[2]) : Map.of());
  }

  private static boolean isNumber(String text) {
    return text.matches("[1-9][0-9]{0,3}");
  }

  private static Map<String, String> settings(String line, String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String pair : text.split(",")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new PlatformFailure(
            "Topic definition: %s has the setting %s (expected: key=value). No topic was made"
                .formatted(line, pair));
      }
      settings.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return settings;
  }
}
