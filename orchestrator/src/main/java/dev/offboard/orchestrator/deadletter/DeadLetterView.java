package dev.offboard.orchestrator.deadletter;

import dev.offboard.contracts.OffboardingId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A dead letter as the API shows it.
///
/// @param size of its body in bytes
/// @param body absent in lists, and if it is no JSON text of a readable size
record DeadLetterView(
    String id,
    @Nullable OriginView origin,
    String consumer,
    String reason,
    String detail,
    String type,
    @Nullable UUID messageId,
    @Nullable OffboardingId offboardingId,
    @Nullable String user,
    Instant setAsideAt,
    int size,
    @Nullable String body) {
  /// Longer than any single message; a batch is cut off nowhere but left out.
  private static final int MOST_BODY_BYTES = 256 * 1024;

  record OriginView(String topic, int partition, long offset) {}

  static DeadLetterView brief(DeadLetter letter) {
    return of(letter, null);
  }

  static DeadLetterView whole(DeadLetter letter, JsonMapper json) {
    return of(letter, body(letter.letter().value(), json));
  }

  private static DeadLetterView of(DeadLetter letter, @Nullable String body) {
    DeadLetter.Origin origin = letter.origin();
    return new DeadLetterView(
        letter.id().toString(),
        origin == null ? null : new OriginView(origin.topic(), origin.partition(), origin.offset()),
        letter.consumer(),
        letter.reason(),
        letter.detail(),
        letter.type(),
        letter.messageId(),
        letter.offboardingId(),
        letter.user() == null ? null : letter.user().key(),
        letter.setAsideAt(),
        letter.size(),
        body);
  }

  private static @Nullable String body(byte @Nullable [] bytes, JsonMapper json) {
    if (bytes == null || bytes.length == 0 || bytes.length > MOST_BODY_BYTES) {
      return null;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      json.readTree(text);
      return text;
    } catch (CharacterCodingException | JacksonException e) {
      return null;
    }
  }
}
