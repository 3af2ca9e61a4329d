package dev.offboard.local.supervision;

import java.time.Duration;

/// How long to wait before a process that ended is started again: the first time not at all,
/// because most ends are one-off and somebody waits; then longer and longer, so that one that can't
/// start doesn't eat the machine; from the beginning again once it has lasted.
final class RestartPause {
  private static final Duration[] PAUSES = {
    Duration.ZERO,
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  /// A process that worked this long didn't end because of how it was started.
  private static final Duration LASTED = Duration.ofMinutes(1);

  private int endsInARow;

  /// The pause before the next start, given how long the last run worked (zero if it never did).
  Duration afterWorkingFor(Duration worked) {
    if (worked.compareTo(LASTED) >= 0) {
      endsInARow = 0;
    }
    Duration pause = PAUSES[Math.min(endsInARow, PAUSES.length - 1)];
    endsInARow++;
    return pause;
  }

  /// How often it ended since it last worked for long.
  int endsInARow() {
    return endsInARow;
  }
}
