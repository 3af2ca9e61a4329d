package dev.offboard.local.relay;

import dev.offboard.local.postgres.OffboardDatabase;
import dev.offboard.local.postgres.SuperuserAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The relay's place in PostgreSQL's log, and the publication that says what is in it. Their names
/// stand in `deploy/connectors/outbox.json`.
public record Slot(SuperuserAccess access) {
  private static final String NAME = "offboarding_relay";
  private static final String PUBLICATION = "offboarding_outbox";

  /// How it is.
  public enum State {
    /// The connector reads from it.
    IN_USE("in use"),
    /// It is there and waits for the connector.
    IDLE("idle: the connector doesn't read from it"),
    /// The log that it needs was removed: it is of no use any more.
    LOST("LOST: PostgreSQL removed the log that it needs; run `offboard reconcile`"),
    /// It was dropped, or the relay has never run.
    MISSING("MISSING: the connector makes a new one; if it doesn't, run `offboard reconcile`"),
    /// It is there, but nothing says what is published.
    UNPUBLISHED("UNPUBLISHED: the publication is gone; run `offboard reconcile`"),
    /// The database can't be asked.
    UNKNOWN("unknown: the database doesn't answer");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /// What it means and what to do.
    public String words() {
      return words;
    }

    /// True if the connector can't go on by itself.
    boolean isBeyondRepair() {
      return this == LOST || this == UNPUBLISHED;
    }
  }

  /// How it is now. Never throws.
  public State state() {
    try (Connection connection = access.connect(OffboardDatabase.NAME);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT EXISTS (SELECT FROM pg_publication WHERE pubname = '%s') AS published,
                       (SELECT CASE WHEN wal_status = 'lost' OR invalidation_reason IS NOT NULL THEN 'LOST'
                                    WHEN active THEN 'IN_USE' ELSE 'IDLE' END
                        FROM pg_replication_slots WHERE slot_name = '%s') AS slot
                """
                    .formatted(PUBLICATION, NAME))) {
      row.next();
      String slot = row.getString("slot");
      if (!row.getBoolean("published")) {
        return State.UNPUBLISHED;
      }
      return slot == null ? State.MISSING : State.valueOf(slot);
    } catch (SQLException e) {
      return State.UNKNOWN;
    }
  }

  /// Drops it; true if it is gone. Not while the connector uses it, which its end takes a moment to
  /// change.
  public boolean drop() {
    try (Connection connection = access.connect(OffboardDatabase.NAME);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '%s' AND active"
              .formatted(NAME));
      statement.execute(
          "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '%s'"
              .formatted(NAME));
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
