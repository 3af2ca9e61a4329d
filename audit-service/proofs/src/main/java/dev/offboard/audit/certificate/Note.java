package dev.offboard.audit.certificate;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a person wrote with a state change, as the log has it: encrypted. Its key was never here,
/// and is destroyed with the user's data; no proof needs it.
///
/// @param algorithm how to decrypt it, for whoever has the key
/// @param keyId which key
/// @param salt, commitment and ciphertext, in base64
public record Note(
    String algorithm, String keyId, String salt, String commitment, String ciphertext) {

  /// Absent if the entry has none.
  ///
  /// @throws IllegalArgumentException if it has something else in its place
  static @Nullable Note of(Told entry) {
    JsonNode note = entry.body().member("note");
    return note.isMissingNode()
        ? null
        : new Note(
            text(entry, note, "algorithm"),
            text(entry, note, "keyId"),
            base64(entry, note, "salt"),
            base64(entry, note, "commitment"),
            base64(entry, note, "ciphertext"));
  }

  private static String base64(Told entry, JsonNode note, String member) {
    String value = text(entry, note, member);
    try {
      Base64.getDecoder().decode(value);
      return value;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the note of entry %d has a %s that is not base64".formatted(entry.leafIndex(), member),
          e);
    }
  }

  private static String text(Told entry, JsonNode note, String member) {
    JsonNode value = note.path(member);
    if (!value.isString()) {
      throw new IllegalArgumentException(
          "the note of entry %d has no %s (expected: an encrypted one)"
              .formatted(entry.leafIndex(), member));
    }
    return value.stringValue();
  }
}
