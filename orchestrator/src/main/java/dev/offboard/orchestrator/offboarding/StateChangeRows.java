package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.EncryptedNote;
import dev.offboard.contracts.StateChange;
import dev.offboard.orchestrator.note.NoteJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes the history: one row for each state change, in one statement.
final class StateChangeRows {
  private final JdbcClient jdbc;

  StateChangeRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void save(List<StateChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO state_change (offboarding_id, sequence, from_state, to_state, by_id, by_role, why, at, note)
            SELECT * FROM unnest(:ids::uuid[], :sequences::int[], :from::text[], :to::text[], :by::text[],
              :roles::text[], :why::text[], :at::timestamptz[], :notes::jsonb[])
            """)
        .param("ids", Columns.of(changes, StateChange::offboardingId))
        .param("sequences", Columns.of(changes, StateChange::sequence))
        .param("from", Columns.of(changes, StateChange::from))
        .param("to", Columns.of(changes, StateChange::to))
        .param("by", Columns.of(changes, change -> change.by().id()))
        .param("roles", Columns.of(changes, change -> change.by().role()))
        .param("why", Columns.of(changes, StateChange::why))
        .param("at", Columns.of(changes, StateChange::at))
        .param("notes", Columns.of(changes, StateChangeRows::note))
        .update();
  }

  private static @Nullable String note(StateChange change) {
    EncryptedNote note = change.note();
    return note == null ? null : NoteJson.write(note);
  }
}
