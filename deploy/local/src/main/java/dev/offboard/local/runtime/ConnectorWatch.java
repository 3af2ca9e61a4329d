package dev.offboard.local.runtime;

import dev.offboard.local.connect.ConnectorState;
import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Starts the connector's task again when it failed: Connect itself leaves a failed task alone, and
/// then nothing is published any more. Every failure is an event.
final class ConnectorWatch implements AutoCloseable {
  /// A failed task holds everything up, and asking costs a millisecond.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final OutboxConnector connector;
  private final Journal journal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch-connector").factory());
  private boolean failing;

  ConnectorWatch(OutboxConnector connector, Journal journal) {
    this.connector = connector;
    this.journal = journal;
  }

  void start() {
    clock.scheduleWithFixedDelay(
        this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    switch (connector.state()) {
      case ConnectorState.Failed failed -> {
        journal.record(
            OutboxConnector.NAME, Event.Kind.CRASHED, failed.why() + "; starting it again now");
        connector.restartFailed();
        failing = true;
      }
      case ConnectorState.Running ignored when failing -> {
        journal.record(OutboxConnector.NAME, Event.Kind.READY, "the connector runs again");
        failing = false;
      }
      case ConnectorState.Running ignored -> {}
      case ConnectorState.Waiting ignored -> {}
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
