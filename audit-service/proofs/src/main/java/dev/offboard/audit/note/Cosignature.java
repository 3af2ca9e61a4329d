package dev.offboard.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// What a witness states: C2SP tlog-cosignature, `cosignature/v1`. As of `at`, this was the largest
/// tree head it had seen of the log, and consistent with all before.
public record Cosignature(NoteSignature line) {
  private static final int BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

  /// @throws MalformedNote unless the line is a time and a signature
  public Cosignature {
    if (!isOne(line.signature())) {
      throw new MalformedNote(
          "a cosignature of %s that is not a time and a signature in %d bytes"
              .formatted(line.keyName(), BYTES));
    }
  }

  /// Cosigns. Whether it may is the caller's to know: see [dev.offboard.audit.witness].
  ///
  /// @param key of type [KeyType#COSIGNATURE_V1]
  public static Cosignature by(SigningKey key, Checkpoint checkpoint, Instant at) {
    long time = at.getEpochSecond();
    byte[] signed =
        ByteBuffer.allocate(BYTES)
            .putLong(time)
            .put(key.signed(KeyType.COSIGNATURE_V1, message(time, checkpoint.text())))
            .array();
    return new Cosignature(key.signature(signed));
  }

  /// When the witness made it, to the second.
  public Instant at() {
    return Instant.ofEpochSecond(time(line));
  }

  public String witness() {
    return line.keyName();
  }

  static boolean verifies(VerifierKey key, String text, NoteSignature line) {
    byte[] bytes = line.signature();
    if (!isOne(bytes)) {
      return false;
    }
    byte[] signature = new byte[Ed25519.SIGNATURE_BYTES];
    ByteBuffer.wrap(bytes).position(Long.BYTES).get(signature);
    return key.verifies(message(time(line), text).getBytes(StandardCharsets.UTF_8), signature);
  }

  /// The specification ends time at 2^63 - 1, [Instant] a little earlier.
  private static boolean isOne(byte[] bytes) {
    if (bytes.length != BYTES) {
      return false;
    }
    long time = ByteBuffer.wrap(bytes).getLong();
    return time >= 0 && time <= Instant.MAX.getEpochSecond();
  }

  private static long time(NoteSignature line) {
    return ByteBuffer.wrap(line.signature()).getLong();
  }

  private static String message(long time, String text) {
    return "cosignature/v1\ntime %d\n%s".formatted(time, text);
  }
}
