package dev.offboard.messaging.authenticity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/// Everything about a message that a reader acts on.
///
/// @param source who says it, as in `ce_source`
public record Envelope(String topic, String key, UUID id, String type, String source, byte[] body) {

  /// One digest for all readers: the body is the long part. Every field goes in after its length,
  /// so that no two envelopes read the same.
  byte[] digest() {
    MessageDigest sha256 = sha256();
    for (String field : List.of(topic, key, id.toString(), type, source)) {
      update(sha256, field.getBytes(StandardCharsets.UTF_8));
    }
    update(sha256, body);
    return sha256.digest();
  }

  private static void update(MessageDigest digest, byte[] field) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
    digest.update(field);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
