package dev.offboard.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What every text of a note and every name of a key must keep to.
final class NoteText {
  private static final int NEXT_LINE = 0x85;

  private NoteText() {}

  /// Strict UTF-8.
  static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedNote("a note that is not UTF-8", new IllegalArgumentException(e));
    }
  }

  /// C2SP signed-note, "Format": valid Unicode, no control character but the newline.
  static String require(String text) {
    text.codePoints()
        .filter(c -> (c < ' ' && c != '\n') || Character.getType(c) == Character.SURROGATE)
        .findFirst()
        .ifPresent(
            c -> {
              throw new MalformedNote("a note with the character U+%04X".formatted(c));
            });
    return text;
  }

  /// C2SP signed-note, "Format": not empty, no Unicode space, no plus.
  static String requireName(String name) {
    if (name.isEmpty() || require(name).codePoints().anyMatch(NoteText::isNoPartOfAName)) {
      throw new MalformedNote(
          "key name '%s' (expected: not empty, no space, no plus)".formatted(name));
    }
    return name;
  }

  private static boolean isNoPartOfAName(int c) {
    return c == '+' || c == NEXT_LINE || Character.isSpaceChar(c) || Character.isWhitespace(c);
  }
}
