package dev.offboard.local.relay;

import dev.offboard.local.connect.ConnectorState;
import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.postgres.OffboardDatabase;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.Optional;

/// Makes what the relay needs and isn't there: its publication, its slot and its connector. Needs
/// no Kafka, so the supervisor does it by itself. A connector that finds its old position gone
/// reads the outboxes as a whole (`snapshot.mode=when_needed`); consumers know what they have had.
public record RelayRepair(OffboardDatabase database, OutboxConnector connector) {
  /// Whoever reads from the slot is thrown out and tries again a second later.
  private static final Patience LET_GO =
      new Patience(Duration.ofSeconds(20), Duration.ofMillis(250));

  /// How the slot is now.
  public Slot.State slotState() {
    return new Slot(database.access()).state();
  }

  /// Replaces a slot that is of no use, or has the connector make one that is gone; a sentence
  /// about what was done, empty if there was nothing to do.
  ///
  /// @throws IllegalStateException if somebody holds the slot
  public Optional<String> mendSlot() {
    Slot.State state = slotState();
    if (state.isBeyondRepair()) {
      replace();
      return Optional.of(
          "the slot was %s: it is dropped, the connector makes a new one and reads the outboxes as a whole"
              .formatted(state));
    }
    if (state == Slot.State.MISSING && connector.state() instanceof ConnectorState.Running) {
      connector.restart();
      return Optional.of("the slot was gone: the connector is started again and makes a new one");
    }
    return Optional.empty();
  }

  /// Registers a connector that is gone and starts one that failed or was stopped; a sentence about
  /// what was done, empty if there was nothing to do.
  public Optional<String> mendConnector() {
    return switch (connector.state()) {
      case ConnectorState.Missing ignored -> {
        database.publish();
        connector.register();
        yield Optional.of("the connector was gone: it is registered again");
      }
      case ConnectorState.Failed failed -> {
        connector.restartFailed();
        yield Optional.of("%s; it is started again".formatted(failed.why()));
      }
      case ConnectorState.Waiting ignored -> {
        connector.resume();
        yield Optional.empty();
      }
      case ConnectorState.Running ignored -> Optional.empty();
    };
  }

  /// True when the connector runs and reads from its slot; starts it again if it failed.
  public boolean works() {
    ConnectorState state = connector.state();
    if (state instanceof ConnectorState.Failed) {
      connector.restartFailed();
    }
    return state instanceof ConnectorState.Running && slotState() == Slot.State.IN_USE;
  }

  /// A new publication isn't in force for what was logged before it, hence also a new slot. The
  /// connector isn't stopped for it: if Connect or this program ended in between, it would stay
  /// stopped.
  private void replace() {
    database.publish();
    boolean dropped = LET_GO.until(() -> new Slot(database.access()).drop());
    connector.restart();
    if (!dropped) {
      throw new IllegalStateException(
          "The relay's slot can't be dropped: somebody holds it. Nothing was changed; it is tried"
              + " again");
    }
  }
}
