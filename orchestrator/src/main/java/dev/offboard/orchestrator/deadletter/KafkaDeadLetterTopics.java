package dev.offboard.orchestrator.deadletter;

import dev.offboard.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Opens a client for each question and closes it again: people ask seldom, and an idle client
/// costs memory and connections all day.
@Component
final class KafkaDeadLetterTopics implements DeadLetterTopics {
  private static final List<String> TOPICS =
      Topics.ALL.stream().map(Topics::deadLetterTopicOf).toList();

  private static final Duration POLL = Duration.ofMillis(200);

  /// A person waits; a broker that is there answers within milliseconds.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// A dead letter may have five megabytes: few at a time.
  private static final int RECORDS_AT_A_TIME = 20;

  private static final int LARGEST_BYTES = 5 * 1024 * 1024;

  private final KafkaProperties kafka;

  KafkaDeadLetterTopics(KafkaProperties kafka) {
    this.kafka = kafka;
  }

  @Override
  public <T> List<T> newest(int most, Function<ConsumerRecord<byte[], byte[]>, T> view) {
    try (KafkaConsumer<byte[], byte[]> consumer = open()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer), PATIENCE);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet(), PATIENCE);
      Map<TopicPartition, Long> from = new HashMap<>();
      ends.forEach(
          (partition, end) ->
              from.put(partition, Math.max(begins.getOrDefault(partition, 0L), end - most)));
      List<T> found = new ArrayList<>();
      read(consumer, from, ends, record -> found.add(view.apply(record)));
      return found;
    }
  }

  @Override
  public Optional<ConsumerRecord<byte[], byte[]>> find(DeadLetterId id) {
    TopicPartition partition = new TopicPartition(id.topic(), id.partition());
    try (KafkaConsumer<byte[], byte[]> consumer = open()) {
      if (!TOPICS.contains(id.topic()) || !partitions(consumer).contains(partition)) {
        return Optional.empty();
      }
      long begin =
          consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
      long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
      if (id.offset() < begin || id.offset() >= end) {
        return Optional.empty();
      }
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      read(
          consumer, Map.of(partition, id.offset()), Map.of(partition, id.offset() + 1), found::add);
      return found.stream().filter(record -> record.offset() == id.offset()).findFirst();
    }
  }

  @Override
  public void publish(ProducerRecord<byte[], byte[]> record) {
    Map<String, Object> properties = kafka.buildProducerProperties();
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_BYTES);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the broker did not take the record: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while the record was sent", e);
    }
  }

  /// Passes on each record from `from` to before `ends`.
  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> left = new HashMap<>(ends);
    left.entrySet().removeIf(it -> from.getOrDefault(it.getKey(), 0L) >= it.getValue());
    consumer.assign(left.keySet());
    left.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!left.isEmpty()) {
      if (System.nanoTime() >= deadline) {
        throw new KafkaException("the dead letters could not be read within " + PATIENCE);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          each.accept(record);
        }
      }
      left.entrySet().removeIf(it -> consumer.position(it.getKey(), PATIENCE) >= it.getValue());
      consumer.assign(left.keySet());
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    Map<String, List<PartitionInfo>> topics = consumer.listTopics(PATIENCE);
    TOPICS.forEach(
        topic ->
            topics
                .getOrDefault(topic, List.of())
                .forEach(it -> partitions.add(new TopicPartition(topic, it.partition()))));
    return partitions;
  }

  private KafkaConsumer<byte[], byte[]> open() {
    Map<String, Object> properties = kafka.buildConsumerProperties();
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_A_TIME);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, LARGEST_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LARGEST_BYTES);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
