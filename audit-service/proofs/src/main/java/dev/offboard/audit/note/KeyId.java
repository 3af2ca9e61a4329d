package dev.offboard.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Which of a name's keys signed: C2SP signed-note, "Signatures". Short, so it finds a key and
/// proves nothing.
public record KeyId(int value) {
  static KeyId of(String name, KeyType type, byte[] publicKey) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(name.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) '\n');
      sha256.update(type.code());
      return new KeyId(ByteBuffer.wrap(sha256.digest(publicKey)).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Eight hexadecimal digits.
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
