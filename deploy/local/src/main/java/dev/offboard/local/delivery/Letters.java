package dev.offboard.local.delivery;

import dev.offboard.local.kafka.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads records of the platform's topics without a group, so that no consumer is disturbed. Every
/// reading ends at the records that were there when it began. Not thread-safe.
public final class Letters implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /// A broker that has them delivers within milliseconds; a busy machine takes its time.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  private final TopicOffsets offsets;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /// Connects when first asked.
  public Letters(KafkaAccess kafka, TopicOffsets offsets) {
    this.offsets = offsets;
    this.consumer =
        new KafkaConsumer<>(
            kafka.settings(
                Map.of(
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                    FETCH_BYTES)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /// The record that each consumer has to read next; those that have read everything are left out.
  public Map<Position, ConsumerRecord<byte[], byte[]>> next(List<Position> positions) {
    Map<Position, ConsumerRecord<byte[], byte[]>> next = new HashMap<>();
    for (Position position : positions) {
      if (position.lag() > 0) {
        first(position).ifPresent(record -> next.put(position, record));
      }
    }
    return next;
  }

  /// Everything that consumers have set aside and that is still kept.
  public List<SetAside> setAside() {
    List<SetAside> found = new ArrayList<>();
    each(offsets.topics(TopicOffsets::isDeadLetterTopic), record -> found.add(SetAside.of(record)));
    return found;
  }

  /// Passes on every record that the topics keep; none of them is remembered.
  void each(List<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    Map<TopicPartition, Position.Bounds> left = new HashMap<>(offsets.bounds(topics));
    left.values().removeIf(it -> it.begin() >= it.end());
    consumer.assign(left.keySet());
    left.forEach((partition, bounds) -> consumer.seek(partition, bounds.begin()));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!left.isEmpty()) {
      requireTime(deadline, topics);
      consumer.poll(POLL).forEach(action);
      left.entrySet().removeIf(it -> consumer.position(it.getKey()) >= it.getValue().end());
    }
  }

  private Optional<ConsumerRecord<byte[], byte[]>> first(Position position) {
    consumer.assign(List.of(position.partition()));
    consumer.seek(position.partition(), position.committed());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(position.partition()) < position.end()) {
      requireTime(deadline, List.of(position.partition().topic()));
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }

  private static void requireTime(long deadline, List<String> topics) {
    if (System.nanoTime() >= deadline) {
      throw new IllegalStateException(
          "Kafka did not give all records of %s within %s".formatted(topics, PATIENCE));
    }
  }

  /// A header as text; empty when it is absent or null.
  public static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /// What inboxes remember a record by: its `ce_id`, or if that is no UUID the UUID of source and
  /// id.
  public static Optional<UUID> messageId(ConsumerRecord<?, ?> record) {
    return header(record, "ce_id")
        .map(
            id -> {
              try {
                return UUID.fromString(id);
              } catch (IllegalArgumentException e) {
                String name = header(record, "ce_source").orElse("") + "\n" + id;
                return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
              }
            });
  }

  /// When the message was committed, as its writer says; else when the broker got it.
  public static Instant saidAt(ConsumerRecord<?, ?> record) {
    try {
      return header(record, "ce_time")
          .map(Instant::parse)
          .orElseGet(() -> Instant.ofEpochMilli(record.timestamp()));
    } catch (DateTimeParseException e) {
      return Instant.ofEpochMilli(record.timestamp());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
