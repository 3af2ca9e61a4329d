package dev.offboard.audit.note;

import java.util.Arrays;

/// What a key signs: C2SP signed-note, "Signature types". The two that this log needs.
public enum KeyType {
  /// Ed25519 over the text itself: a log's signature.
  ED25519(1),
  /// Ed25519 over the text and a time: a witness's `cosignature/v1`.
  COSIGNATURE_V1(4);

  private final byte code;

  KeyType(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static KeyType ofCode(byte code) {
    return Arrays.stream(values())
        .filter(type -> type.code == code)
        .findFirst()
        .orElseThrow(
            () -> new MalformedNote("a key of type 0x%02x (knows: 0x01, 0x04)".formatted(code)));
  }
}
