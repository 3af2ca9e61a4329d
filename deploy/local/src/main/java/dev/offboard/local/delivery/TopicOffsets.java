package dev.offboard.local.delivery;

import dev.offboard.local.kafka.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// How many records the platform's topics hold and how far each consumer has read. Reads offsets
/// only.
public final class TopicOffsets implements AutoCloseable {
  private static final String PREFIX = "offboarding.";
  private static final String DEAD_LETTERS = "-dlt";
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

  private final Admin admin;

  /// Connects when first asked.
  public TopicOffsets(KafkaAccess kafka) {
    Map<String, Object> properties = kafka.settings(Map.of());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis() / 2);
    this.admin = Admin.create(properties);
  }

  /// Records that were ever written, by topic; dead letter topics left out.
  public SortedMap<String, Long> records() {
    return ends(topic -> !topic.endsWith(DEAD_LETTERS));
  }

  /// Records that were ever written, by dead letter topic.
  public SortedMap<String, Long> deadLetters() {
    return ends(topic -> topic.endsWith(DEAD_LETTERS));
  }

  /// The consumer groups that have read of the platform's topics, and which ones.
  public Map<String, Collection<String>> topicsByConsumer() {
    Map<String, Collection<String>> all = new TreeMap<>();
    get(admin.listGroups().valid())
        .forEach(
            group -> {
              List<String> topics =
                  committed(group.groupId()).keySet().stream()
                      .map(TopicPartition::topic)
                      .filter(TopicOffsets::isOurs)
                      .distinct()
                      .toList();
              if (!topics.isEmpty()) {
                all.put(group.groupId(), topics);
              }
            });
    return all;
  }

  /// How far `consumer` is in each partition of the topics, also where it never read.
  public List<Position> positions(String consumer, Collection<String> topics) {
    Map<TopicPartition, OffsetAndMetadata> committed = committed(consumer);
    List<Position> positions = new ArrayList<>();
    bounds(topics)
        .forEach(
            (partition, bounds) -> {
              OffsetAndMetadata at = committed.get(partition);
              positions.add(Position.of(consumer, partition, bounds, at == null ? 0 : at.offset()));
            });
    return positions;
  }

  /// By consumer group: how many records of its topics it has read and how many there are.
  public SortedMap<String, Progress> consumers() {
    SortedMap<String, Progress> all = new TreeMap<>();
    topicsByConsumer()
        .forEach(
            (consumer, topics) -> {
              List<Position> positions = positions(consumer, topics);
              all.put(
                  consumer,
                  new Progress(
                      positions.stream().mapToLong(Position::committed).sum(),
                      positions.stream().mapToLong(Position::end).sum()));
            });
    return all;
  }

  /// Where the records of each partition of the topics begin and end.
  Map<TopicPartition, Position.Bounds> bounds(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> begins = new HashMap<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic : get(admin.describeTopics(topics).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(
              it -> {
                TopicPartition partition = new TopicPartition(topic.name(), it.partition());
                begins.put(partition, OffsetSpec.earliest());
                ends.put(partition, OffsetSpec.latest());
              });
    }
    Map<TopicPartition, ListOffsetsResultInfo> begin = get(admin.listOffsets(begins).all());
    Map<TopicPartition, Position.Bounds> bounds = new HashMap<>();
    get(admin.listOffsets(ends).all())
        .forEach(
            (partition, end) -> {
              ListOffsetsResultInfo from = begin.get(partition);
              bounds.put(
                  partition, new Position.Bounds(from == null ? 0 : from.offset(), end.offset()));
            });
    return bounds;
  }

  /// The platform's topics, dead letter topics or the others.
  List<String> topics(Predicate<String> which) {
    return get(admin.listTopics().names()).stream()
        .filter(TopicOffsets::isOurs)
        .filter(which)
        .sorted()
        .toList();
  }

  static boolean isDeadLetterTopic(String topic) {
    return topic.endsWith(DEAD_LETTERS);
  }

  @Override
  public void close() {
    admin.close(CALL_TIMEOUT);
  }

  private static boolean isOurs(String topic) {
    return topic.startsWith(PREFIX);
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String consumer) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        new HashMap<>(
            get(admin.listConsumerGroupOffsets(consumer).partitionsToOffsetAndMetadata()));
    committed.values().removeIf(it -> it == null);
    return committed;
  }

  private SortedMap<String, Long> ends(Predicate<String> which) {
    List<String> names = topics(which);
    SortedMap<String, Long> ends = new TreeMap<>();
    names.forEach(name -> ends.put(name, 0L));
    bounds(names)
        .forEach((partition, bounds) -> ends.merge(partition.topic(), bounds.end(), Long::sum));
    return ends;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(CALL_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka doesn't tell its offsets: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking Kafka for offsets", e);
    }
  }

  /// How far a consumer is.
  public record Progress(long read, long all) {
    /// True when it has read everything.
    public boolean isDone() {
      return read == all;
    }
  }
}
