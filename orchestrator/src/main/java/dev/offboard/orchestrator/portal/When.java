package dev.offboard.orchestrator.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times in words, for people who plan by days. Always in UTC and saying so: who reads a page may
/// be anywhere.
public final class When {
  private static final DateTimeFormatter TO_THE_MINUTE = formatter("d MMMM uuuu, HH:mm 'UTC'");
  private static final DateTimeFormatter TO_THE_SECOND = formatter("d MMM uuuu, HH:mm:ss 'UTC'");

  private When() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /// `29 November 2026, 17:00 UTC`.
  public static String at(Instant time) {
    return TO_THE_MINUTE.format(time);
  }

  /// `29 Nov 2026, 17:00:04 UTC`.
  public static String exactly(Instant time) {
    return TO_THE_SECOND.format(time);
  }

  /// `3 days`, `2 hours`, `40 seconds`: the largest unit that is at least twice there, as people
  /// say it.
  public static String lasting(Duration duration) {
    Duration positive = duration.isNegative() ? Duration.ZERO : duration;
    if (positive.toDays() >= 2) {
      return positive.toDays() + " days";
    }
    if (positive.toHours() >= 2) {
      return positive.toHours() + " hours";
    }
    if (positive.toMinutes() >= 2) {
      return positive.toMinutes() + " minutes";
    }
    return positive.toSeconds() == 1 ? "1 second" : positive.toSeconds() + " seconds";
  }

  /// `3 days ago`.
  public static String ago(Instant then, Instant now) {
    return lasting(Duration.between(then, now)) + " ago";
  }
}
