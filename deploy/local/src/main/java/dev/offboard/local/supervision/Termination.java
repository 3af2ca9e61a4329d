package dev.offboard.local.supervision;

import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Ends a process: asks it first, waits no longer than its bound, then kills it. When `end` returns
/// the process is gone.
public final class Termination {
  /// A killed process is gone at once, unless the kernel waits for a disk.
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

  private final Journal journal;

  /// Ends processes and records how they ended.
  public Termination(Journal journal) {
    this.journal = journal;
  }

  /// Ends a remembered process if it still runs.
  public void end(ProcessRecord process) {
    process.stillRunning().ifPresent(handle -> end(process, handle));
  }

  private void end(ProcessRecord process, ProcessHandle handle) {
    ask(process, handle);
    if (Liveness.endsWithin(handle, process.stopsWithin())) {
      journal.record(process.name().value(), Event.Kind.STOPPED, "stopped");
      return;
    }
    handle.destroyForcibly();
    boolean gone = Liveness.endsWithin(handle, KILL_PATIENCE);
    journal.record(
        process.name().value(),
        gone ? Event.Kind.KILLED : Event.Kind.FAILED,
        "did not stop within %d s (pid %d): %s"
            .formatted(
                process.stopsWithin().toSeconds(),
                handle.pid(),
                gone
                    ? "killed; it recovers at its next start"
                    : "killed, but the system still shows it; look at it before the next start"));
  }

  private void ask(ProcessRecord process, ProcessHandle handle) {
    List<String> command = process.stopCommand();
    if (command.isEmpty()) {
      handle.destroy();
      return;
    }
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      journal.record(
          process.name().value(),
          Event.Kind.NOTE,
          "%s failed (%s): asked with SIGTERM instead".formatted(command.get(0), e.getMessage()));
      handle.destroy();
    }
  }
}
