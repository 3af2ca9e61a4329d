package dev.offboard.local.command;

import dev.offboard.local.journal.Event;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/// Prints each event as a line with the seconds since the command began, so that a long wait is
/// seen to move.
public final class ProgressLines implements Consumer<Event> {
  private final PrintWriter out;
  private final long began = System.nanoTime();

  /// Lines go to `out`, each at once.
  public ProgressLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(Event event) {
    double seconds = (System.nanoTime() - began) / 1e9;
    out.println(
        String.format(Locale.ROOT, "%6.1f s  %-13s %s", seconds, event.subject(), sentence(event)));
    out.flush();
  }

  /// What an event says, as a sentence after its subject.
  static String sentence(Event event) {
    return switch (event.kind()) {
      case STARTED -> "started, " + event.detail();
      case READY -> "ready: " + event.detail();
      case RESTARTED -> "started again, " + event.detail();
      case DONE, NOTE, CRASHED, STOPPED, KILLED -> event.detail();
      case FAILED -> "FAILED: " + event.detail();
    };
  }
}
