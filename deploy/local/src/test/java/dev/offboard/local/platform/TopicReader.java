package dev.offboard.local.platform;

import dev.offboard.local.kafka.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads all of a topic from where it was opened, without a group, and remembers what it has read.
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<String, @Nullable String> consumer;
  private final List<ConsumerRecord<String, @Nullable String>> records = new ArrayList<>();

  /// Opens a topic; records written from now on are seen.
  public TopicReader(KafkaAccess kafka, String topic) {
    consumer =
        new KafkaConsumer<>(
            kafka.settings(Map.of()), new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking happens with the first call that needs it
  }

  /// Reads until what was read so far satisfies `enough`, no longer than `bound`; returns all that
  /// was read.
  public List<ConsumerRecord<String, @Nullable String>> readUntil(
      Predicate<List<ConsumerRecord<String, @Nullable String>>> enough, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!enough.test(records) && System.nanoTime() < deadline) {
      consumer.poll(POLL).forEach(records::add);
    }
    return List.copyOf(records);
  }

  /// The headers of a record as text; one whose value is null is there with null.
  public static Map<String, @Nullable String> headers(ConsumerRecord<?, ?> record) {
    Map<String, @Nullable String> all = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      byte[] value = header.value();
      all.put(header.key(), value == null ? null : new String(value, StandardCharsets.UTF_8));
    }
    return all;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
