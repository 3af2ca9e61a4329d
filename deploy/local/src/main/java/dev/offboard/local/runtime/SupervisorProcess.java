package dev.offboard.local.runtime;

import dev.offboard.local.supervision.LogFile;
import dev.offboard.local.supervision.ProcessName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The main class of the supervisor that `offboard up` leaves behind: starts the platform, restarts
/// what ends, keeps the logs bounded, and stops everything when it gets SIGTERM.
public final class SupervisorProcess {
  /// As a process.
  public static final ProcessName NAME = new ProcessName("supervisor");

  /// Exit code when the platform can't be started; the events say why.
  static final int FAILED = 1;

  /// Exit code when another supervisor has the data directory.
  static final int TAKEN = 3;

  private static final long ROTATE_EVERY_SECONDS = 60;

  private SupervisorProcess() {}

  /// @param arguments the data directory and the scope
  public static void main(String[] arguments) throws InterruptedException {
    DataDirectory data = DataDirectory.at(Path.of(arguments[0]));
    SupervisorLock lock = SupervisorLock.take(data).orElse(null);
    if (lock == null) {
      System.exit(TAKEN);
      return;
    }
    try {
      Scope scope = Scope.valueOf(arguments[1]);
      RunningPlatform.start(PlatformOptions.of(data, scope), NAME, lock);
    } catch (RuntimeException e) {
      System.getLogger(SupervisorProcess.class.getName())
          .log(System.Logger.Level.ERROR, "The platform could not start", e);
      System.exit(FAILED);
    }
    try (ScheduledExecutorService housekeeping =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())) {
      housekeeping.scheduleWithFixedDelay(
          () -> rotateLogs(data), ROTATE_EVERY_SECONDS, ROTATE_EVERY_SECONDS, TimeUnit.SECONDS);
      new CountDownLatch(1).await(); // until SIGTERM: the platform stops in its shutdown hook
    }
  }

  private static void rotateLogs(DataDirectory data) {
    try (Stream<Path> files = Files.list(data.logs())) {
      List<Path> logs = files.filter(it -> it.toString().endsWith(".log")).toList();
      for (Path log : logs) {
        new LogFile(log).rotateWhenLarge();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The logs in %s can't be rotated any more; the platform goes on".formatted(data.logs()),
          e);
    }
  }
}
