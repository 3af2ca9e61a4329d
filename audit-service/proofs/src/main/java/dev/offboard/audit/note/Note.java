package dev.offboard.audit.note;

import dev.offboard.audit.note.UntrustedNote.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// A text and who signed it: C2SP signed-note. The text ends in a newline. Nothing in it is to be
/// believed before [#verify].
public record Note(String text, List<NoteSignature> signatures) {
  /// Enough for any checkpoint and many post-quantum signatures of nearly 5 kB; bounds the work
  /// that a stranger can ask for.
  public static final int MAX_BYTES = 1_000_000;

  /// The specification asks for at least 16.
  public static final int MAX_SIGNATURES = 100;

  private static final String SEPARATOR = "\n\n";

  /// @throws MalformedNote for a text or signatures that no note can have
  public Note {
    signatures = List.copyOf(signatures);
    if (!NoteText.require(text).endsWith("\n")) {
      throw new MalformedNote("a note whose text does not end in a newline");
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new MalformedNote(
          "a note with %d signatures (expected: 1 to %d)"
              .formatted(signatures.size(), MAX_SIGNATURES));
    }
  }

  /// @throws MalformedNote unless it is a note, byte for byte
  public static Note parse(byte[] utf8) {
    if (utf8.length > MAX_BYTES) {
      throw new MalformedNote(
          "a note of %d bytes (expected: <= %d)".formatted(utf8.length, MAX_BYTES));
    }
    return parse(NoteText.decode(utf8));
  }

  /// @throws MalformedNote unless it is a note, character for character
  public static Note parse(String note) {
    if (note.length() > MAX_BYTES) {
      throw new MalformedNote(
          "a note of %d characters (expected: <= %d bytes)".formatted(note.length(), MAX_BYTES));
    }
    int split = note.lastIndexOf(SEPARATOR);
    if (split < 0 || !note.endsWith("\n") || split + SEPARATOR.length() == note.length()) {
      throw new MalformedNote("a note without an empty line and signature lines after it");
    }
    String lines = note.substring(split + SEPARATOR.length(), note.length() - 1);
    return new Note(
        note.substring(0, split + 1),
        Arrays.stream(lines.split("\n", MAX_SIGNATURES + 1)).map(NoteSignature::parse).toList());
  }

  /// The lines of these keys, all of them verified. Lines of other keys are ignored.
  ///
  /// @throws UntrustedNote if there is none, or one that its key did not make
  public List<NoteSignature> verify(Collection<VerifierKey> keys) {
    List<NoteSignature> verified = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      for (VerifierKey key : keys) {
        if (key.verifies(text, signature)) {
          verified.add(signature);
        } else if (key.isNamedBy(signature)) {
          throw new UntrustedNote(
              Reason.BAD_SIGNATURE,
              "the signature of %s (key %s) is not over this text".formatted(key.name(), key.id()));
        }
      }
    }
    if (verified.isEmpty()) {
      throw new UntrustedNote(
          Reason.UNSIGNED,
          "no signature by %s (signed by: %s)"
              .formatted(
                  keys.stream().map(key -> key.name() + "+" + key.id()).toList(),
                  signatures.stream().map(it -> it.keyName() + "+" + it.keyId()).toList()));
    }
    return verified;
  }

  /// The same text, signed once more.
  public Note with(NoteSignature signature) {
    List<NoteSignature> more = new ArrayList<>(signatures);
    more.add(signature);
    return new Note(text, more);
  }

  /// As it is written.
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }
}
