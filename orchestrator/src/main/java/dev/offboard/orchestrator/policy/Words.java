package dev.offboard.orchestrator.policy;

import java.time.Duration;

/// Durations as people say them, to the second.
public final class Words {
  private Words() {}

  /// `14 days`, `90 minutes`, `1 day`: the largest unit that says it without a rest.
  public static String exactly(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds == 0) {
      return "0 seconds";
    }
    if (seconds % 86_400 == 0) {
      return counted(seconds / 86_400, "day");
    }
    if (seconds % 3600 == 0) {
      return counted(seconds / 3600, "hour");
    }
    return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
  }

  private static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
