package dev.offboard.audit.note;

import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.UntrustedNote.Reason;
import java.util.Collection;
import java.util.List;

/// A checkpoint with the signatures of its log and its witnesses, as it is served and kept. Nothing
/// in it is to be believed before [#verify].
public record SignedCheckpoint(Checkpoint checkpoint, Note note) {
  /// @throws MalformedNote if the note is not that of the checkpoint
  public SignedCheckpoint {
    if (!note.text().equals(checkpoint.text())) {
      throw new MalformedNote("a checkpoint with the note of another one");
    }
  }

  /// Signs as the log.
  public static SignedCheckpoint sign(Checkpoint checkpoint, SigningKey key) {
    return new SignedCheckpoint(
        checkpoint, new Note(checkpoint.text(), List.of(key.sign(checkpoint.text()))));
  }

  /// @throws MalformedNote unless it is the note of a checkpoint, byte for byte
  public static SignedCheckpoint parse(byte[] utf8) {
    return of(Note.parse(utf8));
  }

  /// @throws MalformedNote unless it is the note of a checkpoint, character for character
  public static SignedCheckpoint parse(String note) {
    return of(Note.parse(note));
  }

  private static SignedCheckpoint of(Note note) {
    return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
  }

  /// The head, if it is of this log and signed by its key.
  ///
  /// @throws UntrustedNote otherwise
  public TreeHead verify(String origin, VerifierKey logKey) {
    if (!checkpoint.origin().equals(origin)) {
      throw new UntrustedNote(
          Reason.OTHER_ORIGIN,
          "a checkpoint of log '%s' (expected: '%s')".formatted(checkpoint.origin(), origin));
    }
    note.verify(List.of(logKey));
    return checkpoint.head();
  }

  /// The cosignatures of these witnesses, all of them verified; none if none of them cosigned.
  ///
  /// @throws UntrustedNote if a line names one of them that did not make it
  public List<Cosignature> cosignatures(Collection<VerifierKey> witnesses) {
    boolean none =
        note.signatures().stream()
            .noneMatch(line -> witnesses.stream().anyMatch(key -> key.isNamedBy(line)));
    return none ? List.of() : note.verify(witnesses).stream().map(Cosignature::new).toList();
  }

  /// The same checkpoint with one more signature.
  public SignedCheckpoint with(NoteSignature signature) {
    return new SignedCheckpoint(checkpoint, note.with(signature));
  }

  /// As it is written.
  @Override
  public String toString() {
    return note.toString();
  }
}
