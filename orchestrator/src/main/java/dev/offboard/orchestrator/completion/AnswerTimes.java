package dev.offboard.orchestrator.completion;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// How long participants take to answer at the moment, seen from here. Under a backlog everybody is
/// late and nobody is silent; announcing again would only make the backlog longer.
@Component
final class AnswerTimes {
  /// The backlog is still growing while it is measured.
  private static final int MARGIN = 2;

  /// Long enough to bridge a pause in the traffic, short enough to forget a backlog that is gone.
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private Duration longest = Duration.ZERO;
  private Duration longestBefore = Duration.ZERO;
  private Instant since = Instant.EPOCH;

  /// A step announced at `announcedAt` was answered.
  synchronized void answered(Instant announcedAt, Instant now) {
    roll(now);
    Duration taken = Duration.between(announcedAt, now);
    if (taken.compareTo(longest) > 0) {
      longest = taken;
    }
  }

  /// How long to wait for an answer before it counts as missing.
  synchronized Duration patience(Instant now) {
    roll(now);
    Duration slowest = longest.compareTo(longestBefore) > 0 ? longest : longestBefore;
    return slowest.multipliedBy(MARGIN);
  }

  private void roll(Instant now) {
    if (now.isBefore(since.plus(REMEMBERED))) {
      return;
    }
    boolean isNext = now.isBefore(since.plus(REMEMBERED.multipliedBy(2)));
    longestBefore = isNext ? longest : Duration.ZERO;
    longest = Duration.ZERO;
    since = now;
  }
}
