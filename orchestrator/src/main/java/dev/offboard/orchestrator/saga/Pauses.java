package dev.offboard.orchestrator.saga;

import java.time.Duration;

/// How long an outstanding participant is left alone. Pauses double with every miss and end at
/// [#LONGEST], forever: the orchestrator never gives up and never floods who is down.
final class Pauses {
  /// Participants answer in milliseconds and Kafka delivers what was sent; silence of seconds means
  /// a message was set aside or a service is down, and neither heals faster by asking more often.
  static final Duration FIRST_SILENCE = Duration.ofSeconds(5);

  /// Most failures are a lock or a dependency that restarts; seconds are enough for both.
  static final Duration FIRST_FAILURE = Duration.ofSeconds(2);

  /// Who said to be under way is trusted longer: steps of minutes or days report now and then.
  static final Duration AFTER_PROGRESS = Duration.ofMinutes(1);

  /// Keeps healing within minutes of the cause being gone, at a load nobody notices.
  static final Duration LONGEST = Duration.ofMinutes(5);

  /// 5 s doubled so often is far beyond [#LONGEST] and far below overflow.
  private static final int MOST_DOUBLINGS = 10;

  private Pauses() {}

  static Duration beforeSilence(int misses) {
    return doubled(FIRST_SILENCE, misses);
  }

  static Duration afterFailure(int misses) {
    return doubled(FIRST_FAILURE, misses);
  }

  static Duration atMostLongest(Duration pause) {
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private static Duration doubled(Duration first, int misses) {
    return atMostLongest(first.multipliedBy(1L << Math.min(misses, MOST_DOUBLINGS)));
  }
}
