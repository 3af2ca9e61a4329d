package dev.offboard.orchestrator.deadletter;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.dispatch.DeadLetters;
import dev.offboard.messaging.wire.CloudEventHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// A record that a consumer gave up on, and what can be told of it.
///
/// @param origin where it came from; absent if it doesn't say, and then it can't be replayed
/// @param offboardingId absent if it names none or several
/// @param user whom its key names
record DeadLetter(
    DeadLetterId id,
    @Nullable Origin origin,
    String consumer,
    String reason,
    String detail,
    String type,
    @Nullable UUID messageId,
    @Nullable OffboardingId offboardingId,
    @Nullable UserRef user,
    Instant setAsideAt,
    ConsumerRecord<byte[], byte[]> letter) {

  private static final Pattern OFFBOARDING =
      Pattern.compile(
          "\"offboardingId\"\\s*:\\s*\"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\"");

  private static final Set<String> KEYED_BY_USER =
      Stream.of(Priority.values())
          .flatMap(priority -> Stream.of(Topics.requests(priority), Topics.lifecycle(priority)))
          .map(Topics::deadLetterTopicOf)
          .collect(Collectors.toUnmodifiableSet());

  /// A partition's place.
  record Origin(String topic, int partition, long offset) {}

  /// Never fails: what can't be read is left out.
  static DeadLetter of(ConsumerRecord<byte[], byte[]> letter) {
    return new DeadLetter(
        new DeadLetterId(letter.topic(), letter.partition(), letter.offset()),
        origin(letter).orElse(null),
        text(letter, DeadLetters.CONSUMER).orElse("unknown"),
        text(letter, DeadLetters.REASON).orElse("unknown"),
        text(letter, DeadLetters.DETAIL).orElse(""),
        text(letter, CloudEventHeaders.TYPE).orElse(""),
        messageId(letter).orElse(null),
        offboarding(letter).orElse(null),
        user(letter).orElse(null),
        Instant.ofEpochMilli(letter.timestamp()),
        letter);
  }

  int size() {
    return letter.value() == null ? 0 : letter.value().length;
  }

  /// Only a topic whose dead letters lie where this one does can be its origin: a record must not
  /// be able to name any other.
  private static Optional<Origin> origin(ConsumerRecord<byte[], byte[]> letter) {
    Header partition = letter.headers().lastHeader("kafka_dlt-original-partition");
    Header offset = letter.headers().lastHeader("kafka_dlt-original-offset");
    if (!has(partition, Integer.BYTES) || !has(offset, Long.BYTES)) {
      return Optional.empty();
    }
    return text(letter, "kafka_dlt-original-topic")
        .filter(topic -> Topics.deadLetterTopicOf(topic).equals(letter.topic()))
        .map(
            topic ->
                new Origin(
                    topic,
                    ByteBuffer.wrap(partition.value()).getInt(),
                    ByteBuffer.wrap(offset.value()).getLong()));
  }

  private static boolean has(@Nullable Header header, int bytes) {
    return header != null && header.value() != null && header.value().length == bytes;
  }

  private static Optional<UUID> messageId(ConsumerRecord<byte[], byte[]> letter) {
    return text(letter, CloudEventHeaders.ID)
        .flatMap(
            id -> {
              try {
                return Optional.of(UUID.fromString(id));
              } catch (IllegalArgumentException e) {
                return Optional.empty();
              }
            });
  }

  /// Looked for in the text, because most dead letters are no JSON that could be read.
  private static Optional<OffboardingId> offboarding(ConsumerRecord<byte[], byte[]> letter) {
    if (letter.value() == null) {
      return Optional.empty();
    }
    Matcher named = OFFBOARDING.matcher(new String(letter.value(), StandardCharsets.ISO_8859_1));
    var ids = named.results().map((MatchResult it) -> it.group(1)).distinct().limit(2).toList();
    return ids.size() == 1 ? Optional.of(OffboardingId.parse(ids.getFirst())) : Optional.empty();
  }

  private static Optional<UserRef> user(ConsumerRecord<byte[], byte[]> letter) {
    if (!KEYED_BY_USER.contains(letter.topic()) || letter.key() == null) {
      return Optional.empty();
    }
    String[] parts = new String(letter.key(), StandardCharsets.UTF_8).split("/", -1);
    try {
      return parts.length == 2 ? Optional.of(UserRef.of(parts[0], parts[1])) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<String> text(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
