package dev.offboard.messaging.chassis;

import dev.offboard.messaging.tenancy.Tenancy;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does something again and again on a thread of its own, for all tenants. What hinders it is said
/// once and tried again until it works.
public final class RepeatedTask implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RepeatedTask.class);
  private static final long STOP_SECONDS = 5;

  /// An exception that a person has to hear as an error: trying again will not help by itself.
  public interface Alarm {}

  private final String name;
  private final Runnable task;
  private final ScheduledExecutorService thread;
  private @Nullable String said;

  private RepeatedTask(String name, Runnable task) {
    this.name = name;
    this.task = task;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
  }

  /// Begins at once.
  ///
  /// @param pause from one end to the next beginning
  public static RepeatedTask start(String name, Duration pause, Runnable task) {
    RepeatedTask repeated = new RepeatedTask(name, task);
    repeated.thread.scheduleWithFixedDelay(
        repeated::run, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    return repeated;
  }

  private void run() {
    try {
      Tenancy.acrossAll(task);
      if (said != null) {
        log.info("{}: works again", name);
        said = null;
      }
    } catch (RuntimeException e) {
      String what = String.valueOf(e.getMessage());
      if (!what.equals(said)) {
        said = what;
        if (e instanceof Alarm) {
          log.error("{}: {}", name, what);
        } else {
          log.warn("{}: is tried again until it works: {}", name, e.toString());
        }
      }
    }
  }

  /// All together, so that the wait is not the sum of theirs.
  public static void close(Collection<RepeatedTask> tasks) {
    tasks.forEach(task -> task.thread.shutdown());
    tasks.forEach(RepeatedTask::close);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
