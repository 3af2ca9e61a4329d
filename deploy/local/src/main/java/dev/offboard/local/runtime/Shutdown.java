package dev.offboard.local.runtime;

import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.supervision.Liveness;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Stops what runs in a data directory: through its supervisor, which does it in the right order;
/// if that is gone or doesn't end within its bound, process by process.
record Shutdown(DataDirectory data, Journal journal) {
  private static final Duration LOOK_EVERY = Duration.ofMillis(60);
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

  /// False when nothing was running.
  boolean run(Consumer<Event> progress) {
    Optional<PlatformRecord> last = PlatformRecord.read(data);
    if (last.isEmpty()) {
      return false;
    }
    long from = journal.length();
    Optional<ProcessHandle> supervisor =
        Optional.ofNullable(last.get().supervisor()).flatMap(it -> it.stillRunning());
    long read = supervisor.map(it -> stopSupervisor(it, from, progress)).orElse(from);
    PlatformRecord now = PlatformRecord.read(data).orElse(last.get());
    int orphans = new Orphans(data, journal).end(now);
    journal.since(read).events().forEach(progress);
    new PlatformRecord(null, now.scope(), now.ports(), List.of(), false).writeTo(data);
    return supervisor.isPresent() || orphans > 0;
  }

  /// Returns how far the journal has been passed on.
  private long stopSupervisor(ProcessHandle supervisor, long from, Consumer<Event> progress) {
    long[] position = {from};
    supervisor.destroy();
    boolean ended =
        new Patience(RunningPlatform.STOPS_WITHIN, LOOK_EVERY)
            .until(
                () -> {
                  boolean gone = !Liveness.isRunning(supervisor);
                  Journal.Page page = journal.since(position[0]);
                  position[0] = page.next();
                  page.events().forEach(progress);
                  return gone;
                });
    if (!ended) {
      journal.record(
          SupervisorProcess.NAME.value(),
          Event.Kind.KILLED,
          "did not stop within %d s: killed; its processes are stopped one by one"
              .formatted(RunningPlatform.STOPS_WITHIN.toSeconds()));
      supervisor.destroyForcibly();
      Liveness.endsWithin(supervisor, KILL_PATIENCE);
    }
    return position[0];
  }
}
