package dev.offboard.messaging.outbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Turns the place in the database's log that the relay has confirmed into a time: everything that
/// was committed until then has been published. By marks of where the log ended at which time; as
/// exact as the marks are close together. Not for several threads.
final class Relayed {
  /// Hours of a relay that stands still. Beyond, what is latest is known less exactly.
  private static final int MOST_MARKS = 5_000;

  private record Mark(long end, Instant at) {}

  private final Deque<Mark> marks = new ArrayDeque<>();

  /// @param end of the log, also of what is not written to disk yet, as of `at` or later
  void mark(long end, Instant at) {
    if (marks.size() == MOST_MARKS) {
      marks.removeLast();
    }
    marks.addLast(new Mark(end, at));
  }

  /// Empty if the relay has confirmed nothing since the first mark.
  Optional<Instant> upTo(long confirmed) {
    Mark last = null;
    while (!marks.isEmpty() && marks.getFirst().end() <= confirmed) {
      last = marks.removeFirst();
    }
    if (last == null) {
      return Optional.empty();
    }
    marks.addFirst(last);
    return Optional.of(last.at());
  }
}
