package dev.offboard.local.delivery;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// A record on a dead letter topic.
///
/// @param id topic, partition and offset of it, as `offboard dead-letters` names it
/// @param consumer who gave up on it; empty if it doesn't say
/// @param message what inboxes would remember it by; empty if it never was a message
/// @param reason why, in a word
/// @param origin where it came from, as `topic-partition@offset`; empty if it doesn't say
public record SetAside(
    String id, String consumer, Optional<UUID> message, String reason, Optional<String> origin) {

  static SetAside of(ConsumerRecord<byte[], byte[]> record) {
    return new SetAside(
        "%s~%d~%d".formatted(record.topic(), record.partition(), record.offset()),
        Letters.header(record, "offboarding_dlt_consumer").orElse(""),
        Letters.messageId(record),
        Letters.header(record, "offboarding_dlt_reason").orElse(""),
        origin(record));
  }

  private static Optional<String> origin(ConsumerRecord<byte[], byte[]> record) {
    Header partition = record.headers().lastHeader("kafka_dlt-original-partition");
    Header offset = record.headers().lastHeader("kafka_dlt-original-offset");
    if (partition == null || offset == null) {
      return Optional.empty();
    }
    return Letters.header(record, "kafka_dlt-original-topic")
        .map(
            topic ->
                "%s-%d@%d"
                    .formatted(
                        topic,
                        ByteBuffer.wrap(partition.value()).getInt(),
                        ByteBuffer.wrap(offset.value()).getLong()));
  }
}
