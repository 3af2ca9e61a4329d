package dev.offboard.local.delivery;

import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record on a topic that others write, which its consumer went past without handling it.
///
/// @param schema whose inbox doesn't know it
public record Skipped(
    String consumer, String schema, UUID id, ConsumerRecord<byte[], byte[]> record) {
  /// Where it lies, as `topic-partition@offset`.
  public String place() {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }
}
