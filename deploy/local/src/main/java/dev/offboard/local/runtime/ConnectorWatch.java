package dev.offboard.local.runtime;

import dev.offboard.local.connect.ConnectorState;
import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.relay.RelayRepair;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Keeps the way out of the outboxes open: starts the connector's task again when it failed
/// (Connect itself leaves a failed task alone), registers a connector that was deleted, and
/// replaces a slot or publication that is gone. Everything it finds and does is an event.
final class ConnectorWatch implements AutoCloseable {
  /// A failed task holds everything up, and asking costs a millisecond.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// A worker that has just joined its group doesn't know its connectors for a moment.
  private static final int LOOKS_BEFORE_MISSING = 8;

  /// A connector that runs may be about to make its slot; asking costs a database connection.
  private static final int LOOKS_BETWEEN_SLOTS = 10;

  private final RelayRepair relay;
  private final Journal journal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch-connector").factory());
  private boolean failing;
  private int missing;
  private int running;

  ConnectorWatch(RelayRepair relay, Journal journal) {
    this.relay = relay;
    this.journal = journal;
  }

  void start() {
    clock.scheduleWithFixedDelay(
        this::lookSafely, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// What can't be mended now is tried again at the next look.
  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      journal.record(
          OutboxConnector.NAME,
          Event.Kind.NOTE,
          "%s; it is tried again. See deploy/runbooks/lost-slot.md".formatted(e.getMessage()));
    }
  }

  private void look() {
    ConnectorState state = relay.connector().state();
    missing = state instanceof ConnectorState.Missing ? missing + 1 : 0;
    running = state instanceof ConnectorState.Running ? running + 1 : 0;
    switch (state) {
      case ConnectorState.Failed failed -> {
        failing = true;
        journal.record(
            OutboxConnector.NAME, Event.Kind.CRASHED, failed.why() + "; starting it again now");
        mendSlot();
        relay.connector().restartFailed();
      }
      case ConnectorState.Missing ignored when missing == LOOKS_BEFORE_MISSING -> {
        missing = 0;
        failing = true;
        journal.record(
            OutboxConnector.NAME,
            Event.Kind.CRASHED,
            "the connector was deleted; registering it again now");
        relay.mendConnector();
      }
      case ConnectorState.Running ignored when failing -> {
        journal.record(OutboxConnector.NAME, Event.Kind.READY, "the connector runs again");
        failing = false;
      }
      case ConnectorState.Running ignored when running % LOOKS_BETWEEN_SLOTS == 0 -> mendSlot();
      case ConnectorState.Running ignored -> {}
      case ConnectorState.Missing ignored -> {}
      case ConnectorState.Waiting ignored -> {}
    }
  }

  private void mendSlot() {
    relay
        .mendSlot()
        .ifPresent(
            sentence -> {
              failing = true;
              journal.record(OutboxConnector.NAME, Event.Kind.CRASHED, sentence);
            });
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
