package dev.offboard.audit.note;

import java.util.Base64;

/// RFC 4648 section 4 in its one form: padded, no stray bits, no line breaks. A text with two forms
/// would be a text that can be changed without being noticed.
final class Base64Form {
  private Base64Form() {}

  static byte[] decode(String what, String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedNote("%s is not base64".formatted(what), e);
    }
    if (!encode(bytes).equals(text)) {
      throw new MalformedNote("%s is not in the one form of base64".formatted(what));
    }
    return bytes;
  }

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
