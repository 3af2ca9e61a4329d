package dev.offboard.audit.verify;

import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.VerifierKey;
import java.util.List;
import java.util.Optional;

/// What whoever verifies brings along, and has from elsewhere than the log.
///
/// @param origin which log it is to be
/// @param logKey the log's key; without it no signature can be checked and nothing is verified
/// @param witnesses each of them must have cosigned
/// @param kept checkpoints of the log from earlier, which must still hold
public record Trust(
    Optional<String> origin,
    Optional<VerifierKey> logKey,
    List<VerifierKey> witnesses,
    List<SignedCheckpoint> kept) {
  public Trust {
    witnesses = List.copyOf(witnesses);
    kept = List.copyOf(kept);
  }

  /// In the log that this key is named after.
  public static Trust in(VerifierKey logKey) {
    return new Trust(Optional.of(logKey.name()), Optional.of(logKey), List.of(), List.of());
  }

  /// And in a checkpoint that was kept.
  public Trust keeping(SignedCheckpoint... checkpoints) {
    return new Trust(origin, logKey, witnesses, List.of(checkpoints));
  }

  /// And in these witnesses.
  public Trust witnessedBy(VerifierKey... keys) {
    return new Trust(origin, logKey, List.of(keys), kept);
  }
}
