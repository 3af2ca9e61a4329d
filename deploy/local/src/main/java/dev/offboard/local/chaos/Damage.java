package dev.offboard.local.chaos;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.relay.RelayRepair;
import dev.offboard.local.relay.Slot;
import dev.offboard.local.runtime.Installation;
import dev.offboard.local.supervision.ProcessName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Breaks parts of an installation. What is frozen goes on after its pause, or at [#close] at the
/// latest. Not thread-safe.
final class Damage implements AutoCloseable {
  private static final Duration SIGNAL_PATIENCE = Duration.ofSeconds(5);

  private final Installation installation;
  private final List<Frozen> frozen = new ArrayList<>();

  Damage(Installation installation) {
    this.installation = installation;
  }

  private record Frozen(String process, List<ProcessHandle> handles, Instant until) {}

  /// Does it; what came of it, for the log.
  String inflict(Fault fault) {
    return switch (fault) {
      case Fault.Kill(String process) ->
          running(process)
              .map(
                  handle -> {
                    handle.destroyForcibly();
                    return "pid %d".formatted(handle.pid());
                  })
              .orElse("it is between two runs");
      case Fault.Freeze(String process, Duration pause) ->
          running(process)
              .map(
                  handle -> {
                    List<ProcessHandle> all =
                        Stream.concat(Stream.of(handle), handle.descendants()).toList();
                    signal("-STOP", all);
                    frozen.add(new Frozen(process, all, Instant.now().plus(pause)));
                    return "pid %d and %d children".formatted(handle.pid(), all.size() - 1);
                  })
              .orElse("it is between two runs");
      case Fault.RestartConnector ignored -> {
        installation.relay().connector().restart();
        yield "connector %s".formatted(installation.relay().connector().state());
      }
      case Fault.DropSlot ignored -> {
        RelayRepair relay = installation.relay();
        yield new Slot(relay.database().access()).drop()
            ? "it is gone"
            : "PostgreSQL is away or the connector holds it again";
      }
    };
  }

  /// Lets go on whose pause is over; their names.
  List<String> thaw() {
    List<Frozen> over = frozen.stream().filter(it -> Instant.now().isAfter(it.until())).toList();
    over.forEach(it -> signal("-CONT", it.handles()));
    frozen.removeAll(over);
    return over.stream().map(Frozen::process).toList();
  }

  /// Lets everything go on.
  @Override
  public void close() {
    frozen.forEach(it -> signal("-CONT", it.handles()));
    frozen.clear();
  }

  private Optional<ProcessHandle> running(String process) {
    return installation.running(new ProcessName(process));
  }

  /// One that has ended meanwhile can't be signalled, and needn't be.
  private static void signal(String signal, List<ProcessHandle> handles) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    handles.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(it -> command.add(Long.toString(it.pid())));
    if (command.size() == 2) {
      return;
    }
    try {
      Process kill =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(SIGNAL_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (IOException e) {
      throw new PlatformFailure("%s can't be sent to %s".formatted(signal, command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
