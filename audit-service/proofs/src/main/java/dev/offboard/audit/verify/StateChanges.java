package dev.offboard.audit.verify;

import dev.offboard.audit.certificate.EntryBody;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// The state changes of one offboarding, by their numbers. They may come in any order.
final class StateChanges {
  /// Their times are those of a database's clock, which may be set right; not by more than this.
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /// A gap older than this against the newest entry is not one that is still being filled: messages
  /// arrive in any order, but not for so long.
  private static final Duration ON_THE_WAY = Duration.ofHours(1);

  private static final int ABSENT = -1;

  /// By number - 1.
  private long[] leaves = new long[0];

  private long[] seconds = new long[0];

  /// How many the log said to have when it sealed the offboarding.
  private long sealed;

  /// Numbers beyond this are no numbers of state changes: an offboarding has some ten.
  static final int MAX_SEQUENCE = 10_000;

  /// False if there is one with this number.
  boolean add(int sequence, long leafIndex, Instant at) {
    if (sequence > leaves.length) {
      int before = leaves.length;
      leaves = Arrays.copyOf(leaves, sequence);
      seconds = Arrays.copyOf(seconds, sequence);
      Arrays.fill(leaves, before, sequence, ABSENT);
    }
    if (leaves[sequence - 1] != ABSENT) {
      return false;
    }
    leaves[sequence - 1] = leafIndex;
    seconds[sequence - 1] = at.getEpochSecond();
    return true;
  }

  long leafIndex(int sequence) {
    return leaves[sequence - 1];
  }

  void seal(EntryBody report) {
    sealed = Math.max(sealed, report.number("evidence", "stateChanges").orElse(0));
  }

  void judge(String offboarding, Instant newest, Judgement judgement) {
    if (sealed > leaves.length) {
      judgement.refute(
          Finding.of(
              "offboarding %s has %d state changes (expected: %d, by its seal)"
                  .formatted(offboarding, leaves.length, sealed)));
    }
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i] == ABSENT) {
        judgeGap(offboarding, i + 1, newest, judgement);
      } else {
        judgeTime(offboarding, i + 1, latest, judgement);
        latest = Math.max(latest, seconds[i]);
      }
    }
  }

  private void judgeGap(String offboarding, int sequence, Instant newest, Judgement judgement) {
    int next = sequence;
    while (leaves[next] == ABSENT) {
      next++;
    }
    long age = newest.getEpochSecond() - seconds[next];
    if (sequence <= sealed || age > ON_THE_WAY.toSeconds()) {
      judgement.refute(
          Finding.at(
              leaves[next],
              "it is state change %d of offboarding %s, but the log has no number %d"
                  .formatted(next + 1, offboarding, sequence)));
    } else {
      judgement.prove(
          "state change %d of offboarding %s may still be on its way"
              .formatted(sequence, offboarding));
    }
  }

  private void judgeTime(String offboarding, int sequence, long latest, Judgement judgement) {
    long at = seconds[sequence - 1];
    if (at + CLOCK_TOLERANCE.toSeconds() < latest) {
      judgement.refute(
          Finding.at(
              leaves[sequence - 1],
              "state change %d of offboarding %s is of %s, but one before it of %s"
                  .formatted(
                      sequence,
                      offboarding,
                      Instant.ofEpochSecond(at),
                      Instant.ofEpochSecond(latest))));
    }
  }
}
