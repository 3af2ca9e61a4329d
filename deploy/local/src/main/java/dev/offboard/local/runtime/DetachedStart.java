package dev.offboard.local.runtime;

import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.JavaCommand;
import dev.offboard.local.supervision.LogFile;
import dev.offboard.local.supervision.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Starts a supervisor that outlives this program and its terminal, and follows what it does until
/// everything works.
record DetachedStart(
    DataDirectory data, Distribution distribution, Journal journal, Scope scope, Instant began) {

  /// The supervisor gives up by itself before that.
  private static final Duration BOUND = Duration.ofMinutes(8);

  private static final Duration INTRODUCTION = Duration.ofSeconds(15);
  private static final Duration LOOK_EVERY = Duration.ofMillis(60);
  private static final int LOG_LINES = 15;

  /// It only watches: a tiny heap, and the compiler that starts quickest.
  private static final List<String> FLAGS =
      List.of("-Xmx48m", "-Xss512k", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=24m");

  UpOutcome run(Consumer<Event> progress) {
    Optional<PlatformRecord> running =
        PlatformRecord.read(data).filter(PlatformRecord::isSupervised);
    if (running.isPresent()) {
      return join(running.get(), progress);
    }
    long from = journal.length();
    Process supervisor = spawn();
    follow(from, progress, Optional.of(supervisor));
    return UpOutcome.STARTED;
  }

  private UpOutcome join(PlatformRecord running, Consumer<Event> progress) {
    if (running.scope() != scope) {
      throw new PlatformFailure(
          "%s runs with scope %s (asked for: %s). Nothing was changed; run `offboard down` first"
              .formatted(data, running.scope(), scope));
    }
    if (running.ready()) {
      return UpOutcome.ALREADY_UP;
    }
    progress.accept(
        new Event(
            Instant.now(),
            Platform.SUBJECT,
            Event.Kind.NOTE,
            "another `offboard up` is starting it: waiting for that"));
    follow(journal.length(), progress, Optional.empty());
    return UpOutcome.STARTED;
  }

  private Process spawn() {
    Path log = data.log(SupervisorProcess.NAME);
    List<String> command = new ArrayList<>(newSession());
    command.addAll(
        distribution
            .java(data, JavaCommand.Startup.USE_CACHE)
            .of(
                SupervisorProcess.NAME,
                FLAGS,
                List.of(SupervisorProcess.class.getName(), data.toString(), scope.name())));
    try {
      new LogFile(log).rotateWhenLarge();
      return new ProcessBuilder(command)
          .directory(distribution.application().toFile())
          .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("The supervisor can't be started", e);
    }
  }

  /// So that neither Ctrl-C nor closing the terminal reaches the platform. Each of these replaces
  /// itself by the program it starts, so the process id stays. macOS has no setsid.
  private static List<String> newSession() {
    for (Path setsid : List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"))) {
      if (Files.isExecutable(setsid)) {
        return List.of(setsid.toString());
      }
    }
    return Files.isExecutable(Path.of("/usr/bin/perl"))
        ? List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV")
        : List.of();
  }

  /// Passes events on until the platform is ready, or whoever starts it is gone.
  private void follow(long from, Consumer<Event> progress, Optional<Process> supervisor) {
    long[] position = {from};
    List<Event> seen = new ArrayList<>();
    boolean decided =
        new Patience(BOUND, LOOK_EVERY)
            .until(
                () -> {
                  boolean alive = isAtWork(supervisor);
                  Journal.Page page = journal.since(position[0]);
                  position[0] = page.next();
                  page.events().forEach(progress);
                  seen.addAll(page.events());
                  return !alive || isAbout(seen, Event.Kind.READY).isPresent();
                });
    if (!decided) {
      throw new PlatformFailure(
          "Not ready after %d s. The supervisor goes on; `offboard status` shows what is missing"
              .formatted(BOUND.toSeconds()));
    }
    isAbout(seen, Event.Kind.FAILED)
        .ifPresent(
            failure -> {
              throw new PlatformFailure(failure.detail());
            });
    if (isAbout(seen, Event.Kind.READY).isEmpty()) {
      throw new PlatformFailure(
          "The supervisor ended before everything worked. The end of %s:%n%s"
              .formatted(data.log(SupervisorProcess.NAME), logTail()));
    }
  }

  /// A supervisor of ours that found the data directory taken leaves the work to the other one,
  /// which may need a moment to make itself known.
  private boolean isAtWork(Optional<Process> supervisor) {
    boolean other = PlatformRecord.read(data).map(PlatformRecord::isSupervised).orElse(false);
    boolean otherIsComing =
        supervisor
            .filter(it -> !it.isAlive() && it.exitValue() == SupervisorProcess.TAKEN)
            .map(it -> Instant.now().isBefore(began.plus(INTRODUCTION)))
            .orElse(false);
    return other || otherIsComing || supervisor.map(Process::isAlive).orElse(false);
  }

  private static Optional<Event> isAbout(List<Event> events, Event.Kind kind) {
    return events.stream()
        .filter(it -> it.subject().equals(Platform.SUBJECT) && it.kind() == kind)
        .findFirst();
  }

  private String logTail() {
    try {
      return String.join("\n", new LogFile(data.log(SupervisorProcess.NAME)).tail(LOG_LINES))
          .indent(2);
    } catch (IOException e) {
      return "  (can't be read: %s)".formatted(e.getMessage());
    }
  }
}
