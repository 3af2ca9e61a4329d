package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.EncryptedNote;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import java.util.ArrayList;
import java.util.List;

/// The state changes of one transaction in as few records as fit: all of them in one, unless people
/// have written a lot.
final class HistoryRecords {
  /// A state change without a note has about 350 characters of JSON.
  private static final int CHARACTERS_OF_A_CHANGE = 350;

  /// Well below the 4 MiB that a record may have.
  private static final int CHARACTERS_PER_RECORD = 350_000;

  private HistoryRecords() {}

  static List<StateChanges> of(List<StateChange> changes) {
    List<StateChanges> records = new ArrayList<>();
    int from = 0;
    int characters = 0;
    for (int i = 0; i < changes.size(); i++) {
      characters += charactersOf(changes.get(i));
      if (characters >= CHARACTERS_PER_RECORD || i == changes.size() - 1) {
        records.add(new StateChanges(changes.subList(from, i + 1)));
        from = i + 1;
        characters = 0;
      }
    }
    return records;
  }

  private static int charactersOf(StateChange change) {
    EncryptedNote note = change.note();
    return CHARACTERS_OF_A_CHANGE
        + (note == null ? 0 : CHARACTERS_OF_A_CHANGE + note.ciphertext().length());
  }
}
