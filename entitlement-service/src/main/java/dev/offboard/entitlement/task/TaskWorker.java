package dev.offboard.entitlement.task;

import dev.offboard.entitlement.connection.ApplicationSettings;
import dev.offboard.entitlement.connection.Connection;
import dev.offboard.entitlement.connection.Connections;
import dev.offboard.entitlement.connector.Line;
import dev.offboard.entitlement.connector.Lines;
import dev.offboard.messaging.tenancy.Tenancy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Takes due tasks and has them done, as many of each application as its line lets through: one
/// that hangs holds up its own tasks only. Any number of processes do this side by side; one that
/// dies loses nothing but the time of a lease.
@Component
final class TaskWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TaskWorker.class);

  /// Reserved at once; a line has fewer places anyway.
  private static final int MOST = 100;

  /// Calls under way may end; what is cut off is called again when its lease is over.
  private static final Duration LAST_ORDERS = Duration.ofSeconds(5);

  private final Leases leases;
  private final Connections connections;
  private final Lines lines;
  private final TaskRun run;
  private final Bell bell;
  private final ApplicationSettings settings;
  private @Nullable ExecutorService threads;

  TaskWorker(
      Leases leases,
      Connections connections,
      Lines lines,
      TaskRun run,
      Bell bell,
      ApplicationSettings settings) {
    this.leases = leases;
    this.connections = connections;
    this.lines = lines;
    this.run = run;
    this.bell = bell;
    this.settings = settings;
  }

  @Override
  public synchronized void start() {
    if (threads == null) {
      ExecutorService fresh = Executors.newVirtualThreadPerTaskExecutor();
      threads = fresh;
      fresh.execute(() -> lookAgainAndAgain(fresh));
    }
  }

  @Override
  public synchronized void stop() {
    ExecutorService old = threads;
    threads = null;
    if (old == null) {
      return;
    }
    old.shutdown();
    bell.ring();
    try {
      if (!old.awaitTermination(LAST_ORDERS.toMillis(), TimeUnit.MILLISECONDS)) {
        old.shutdownNow();
      }
    } catch (InterruptedException e) {
      old.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return threads != null;
  }

  private void lookAgainAndAgain(ExecutorService mine) {
    try {
      while (!mine.isShutdown()) {
        try {
          Tenancy.acrossAll(() -> look(mine));
        } catch (RuntimeException e) {
          log.warn(
              "tasks of applications cannot be looked for ({}); looked for again in {} ms",
              e.getClass().getName(),
              settings.lookEvery().toMillis());
        }
        bell.await(settings.lookEvery());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(ExecutorService mine) {
    List<Connection.Key> due = leases.due();
    if (due.isEmpty()) {
      return;
    }
    for (Connection connection : connections.find(due)) {
      Line line = lines.of(connection);
      int places = line.reserve(MOST);
      if (places > 0) {
        call(mine, connection, line, places);
      }
    }
  }

  private void call(ExecutorService mine, Connection connection, Line line, int places) {
    int used = 0;
    try {
      for (Leased task : leases.take(connection.key(), places)) {
        mine.execute(
            () -> {
              try {
                run.run(task, connection, line);
              } finally {
                line.release();
                bell.ring();
              }
            });
        used++;
      }
    } finally {
      for (int unused = used; unused < places; unused++) {
        line.release();
      }
    }
  }
}
