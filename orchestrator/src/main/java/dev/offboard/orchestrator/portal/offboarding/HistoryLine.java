package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.StateChange;
import dev.offboard.orchestrator.note.ReadNote;
import dev.offboard.orchestrator.portal.States;
import dev.offboard.orchestrator.portal.When;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One committed state change, as the timeline shows it.
record HistoryLine(
    String state,
    String look,
    String at,
    String instant,
    String by,
    String why,
    @Nullable String note) {
  /// @param notes by the sequence number of their change
  /// @param names of those whom the reader may know, by subject
  static List<HistoryLine> of(
      List<StateChange> history, Map<Integer, ReadNote> notes, Map<String, String> names) {
    return history.stream()
        .map(
            change ->
                of(
                    change,
                    names.getOrDefault(change.by().id(), change.by().id()),
                    notes.get(change.sequence())))
        .toList();
  }

  private static HistoryLine of(StateChange change, String by, @Nullable ReadNote note) {
    return new HistoryLine(
        States.label(change.to()),
        States.look(change.to()),
        When.exactly(change.at()),
        change.at().toString(),
        by,
        change.why(),
        note == null ? null : words(note));
  }

  private static String words(ReadNote note) {
    String text = note.text();
    if (text != null) {
      return text;
    }
    return switch (note.status()) {
      case ERASED -> "(the note went with the person's data)";
      case READABLE, UNREADABLE -> "(the note can't be read right now; somebody should look)";
    };
  }
}
