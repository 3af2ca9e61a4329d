package dev.offboard.local.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Whether a process still runs. A process that ended but that its parent hasn't collected (a
/// zombie, the rule in containers whose first process collects nobody) counts as ended, though Java
/// calls it alive.
public final class Liveness {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private Liveness() {}

  /// True while the process executes or could.
  public static boolean isRunning(ProcessHandle handle) {
    return handle.isAlive() && !isZombie(handle.pid());
  }

  /// Waits for the end of the process, no longer than `bound`; true when it has ended.
  public static boolean endsWithin(ProcessHandle handle, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (isRunning(handle)) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      try {
        handle.onExit().get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // it still runs or is a zombie: the loop's condition tells
      } catch (ExecutionException e) {
        throw new IllegalStateException("Process %d can't be watched".formatted(handle.pid()), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return !isRunning(handle);
      }
    }
    return true;
  }

  /// The state letter follows the command name, which is in parentheses and may itself contain any.
  private static boolean isZombie(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String line = Files.readString(stat);
      return line.startsWith("Z", line.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false; // no such file system (macOS), or it ended just now: Java's answer stands
    }
  }
}
