package dev.offboard.audit.note;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// One signature line of a note, believed by nobody yet.
public record NoteSignature(String keyName, KeyId keyId, String base64) {
  private static final String START = "— ";

  /// @param base64 key id and signature, as the line has them
  /// @throws MalformedNote for a name or bytes that no line can have
  public NoteSignature {
    NoteText.requireName(keyName);
    byte[] bytes = Base64Form.decode("the signature of " + keyName, base64);
    if (bytes.length <= Integer.BYTES) {
      throw new MalformedNote("a signature of %s without bytes".formatted(keyName));
    }
    if (ByteBuffer.wrap(bytes).getInt() != keyId.value()) {
      throw new MalformedNote("a signature of %s with another key id".formatted(keyName));
    }
  }

  static NoteSignature of(String keyName, KeyId keyId, byte[] signature) {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + signature.length)
            .putInt(keyId.value())
            .put(signature)
            .array();
    return new NoteSignature(keyName, keyId, Base64Form.encode(bytes));
  }

  /// Reads one line, without its newline.
  ///
  /// @throws MalformedNote if it isn't one
  public static NoteSignature parse(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(START) || space < START.length()) {
      throw new MalformedNote(
          "a signature line that is not: em dash, space, key name, space, base64");
    }
    String keyName = line.substring(START.length(), space);
    String base64 = line.substring(space + 1);
    byte[] bytes = Base64Form.decode("the signature of " + keyName, base64);
    if (bytes.length <= Integer.BYTES) {
      throw new MalformedNote("a signature of %s without bytes".formatted(keyName));
    }
    return new NoteSignature(keyName, new KeyId(ByteBuffer.wrap(bytes).getInt()), base64);
  }

  /// What follows the key id.
  byte[] signature() {
    byte[] bytes = Base64Form.decode("the signature of " + keyName, base64);
    return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
  }

  /// The line, with its newline.
  public String line() {
    return "%s%s %s\n".formatted(START, keyName, base64);
  }
}
