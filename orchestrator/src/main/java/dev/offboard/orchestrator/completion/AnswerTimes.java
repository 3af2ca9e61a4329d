package dev.offboard.orchestrator.completion;

import dev.offboard.contracts.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// How long participants take to answer at the moment, seen from here, for each priority. Under a
/// backlog everybody is late and nobody is silent; announcing again would only make the backlog
/// longer.
@Component
final class AnswerTimes {
  /// The backlog is still growing while it is measured.
  private static final int MARGIN = 2;

  /// Long enough to bridge a pause in the traffic, short enough to forget a backlog that is gone.
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final Map<Priority, Longest> longest = new EnumMap<>(Priority.class);

  /// A step announced at `announcedAt` was answered.
  synchronized void answered(Priority priority, Instant announcedAt, Instant now) {
    of(priority).took(Duration.between(announcedAt, now), now);
  }

  /// How long to wait for an answer before it counts as missing.
  synchronized Duration patience(Priority priority, Instant now) {
    return of(priority).lately(now).multipliedBy(MARGIN);
  }

  private Longest of(Priority priority) {
    return longest.computeIfAbsent(priority, first -> new Longest());
  }

  /// The longest of this stretch of time and of the one before.
  private static final class Longest {
    private Duration now = Duration.ZERO;
    private Duration before = Duration.ZERO;
    private Instant since = Instant.EPOCH;

    void took(Duration taken, Instant at) {
      roll(at);
      if (taken.compareTo(now) > 0) {
        now = taken;
      }
    }

    Duration lately(Instant at) {
      roll(at);
      return now.compareTo(before) > 0 ? now : before;
    }

    private void roll(Instant at) {
      if (at.isBefore(since.plus(REMEMBERED))) {
        return;
      }
      boolean isNext = at.isBefore(since.plus(REMEMBERED.multipliedBy(2)));
      before = isNext ? now : Duration.ZERO;
      now = Duration.ZERO;
      since = at;
    }
  }
}
