package dev.offboard.local.runtime;

import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.journal.JournalFollower;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The ahead-of-time caches of the Java processes (JEP 483, JEP 514), each beside its jar. Made by
/// starting a platform once in a data directory of its own and stopping it: each virtual machine
/// writes what it has loaded when it ends.
public final class StartupCaches {
  private static final Duration RECOVERY = Duration.ofMinutes(1);

  private StartupCaches() {}

  /// Makes them all; `progress` gets the events of the platform that is started for it.
  public static void make(Consumer<Event> progress) {
    Path folder = temporaryFolder();
    try {
      DataDirectory data = DataDirectory.at(folder).create();
      Journal journal = new Journal(data.journalFile(), Clock.systemUTC());
      PlatformOptions options = PlatformOptions.of(data, Scope.PLATFORM).makingStartupCaches();
      try (JournalFollower follower = new JournalFollower(journal, progress);
          RunningPlatform platform = RunningPlatform.start(options)) {
        platform.awaitReady(RECOVERY);
      }
    } finally {
      delete(folder);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("offboard-train-");
    } catch (IOException e) {
      throw new UncheckedIOException("No temporary folder to train in", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can't be removed; remove it by hand", e);
    }
  }
}
