package dev.offboard.local.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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
final class TopicOffsets implements AutoCloseable {
  private static final String PREFIX = "offboarding.";
  private static final String DEAD_LETTERS = "-dlt";
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

  private final Admin admin;

  TopicOffsets(String bootstrapServers) {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    this.admin = Admin.create(properties);
  }

  /// Records by topic, dead letter topics left out.
  SortedMap<String, Long> records() {
    return ends(topic -> !topic.endsWith(DEAD_LETTERS));
  }

  /// Records by dead letter topic.
  SortedMap<String, Long> deadLetters() {
    return ends(topic -> topic.endsWith(DEAD_LETTERS));
  }

  /// By consumer group: how many records of its topics it has read and how many there are.
  SortedMap<String, Progress> consumers() {
    SortedMap<String, Progress> all = new TreeMap<>();
    get(admin.listGroups().valid())
        .forEach(
            group -> {
              Map<TopicPartition, OffsetAndMetadata> read =
                  get(
                      admin
                          .listConsumerGroupOffsets(group.groupId())
                          .partitionsToOffsetAndMetadata());
              read.keySet().removeIf(it -> !it.topic().startsWith(PREFIX));
              if (!read.isEmpty()) {
                all.put(group.groupId(), progress(read));
              }
            });
    return all;
  }

  private Progress progress(Map<TopicPartition, OffsetAndMetadata> read) {
    long committed =
        read.values().stream().filter(it -> it != null).mapToLong(OffsetAndMetadata::offset).sum();
    List<String> topics = read.keySet().stream().map(TopicPartition::topic).distinct().toList();
    return new Progress(
        committed, ends(topics::contains).values().stream().mapToLong(Long::longValue).sum());
  }

  @Override
  public void close() {
    admin.close(CALL_TIMEOUT);
  }

  /// Nothing is ever deleted in a run this short, so the end offset is the number of records.
  private SortedMap<String, Long> ends(Predicate<String> which) {
    Collection<String> names =
        get(admin.listTopics().names()).stream()
            .filter(name -> name.startsWith(PREFIX))
            .filter(which)
            .toList();
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicDescription topic : get(admin.describeTopics(names).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(
              it ->
                  asked.put(new TopicPartition(topic.name(), it.partition()), OffsetSpec.latest()));
    }
    SortedMap<String, Long> ends = new TreeMap<>();
    names.forEach(name -> ends.put(name, 0L));
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
        get(admin.listOffsets(asked).all()).entrySet()) {
      ends.merge(end.getKey().topic(), end.getValue().offset(), Long::sum);
    }
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
  record Progress(long read, long all) {
    boolean isDone() {
      return read == all;
    }
  }
}
