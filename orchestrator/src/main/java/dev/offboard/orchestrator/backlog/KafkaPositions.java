package dev.offboard.orchestrator.backlog;

import dev.offboard.orchestrator.backlog.Backlog.Members;
import dev.offboard.orchestrator.backlog.Backlog.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// Asks Kafka where the consumers are that this service may describe (`deploy/kafka/access.txt`):
/// three requests, whatever the number of consumers.
final class KafkaPositions implements AutoCloseable {
  private static final String OUR_TOPICS = "offboarding.";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;

  /// Connects when first asked.
  ///
  /// @param kafka how to reach and be let in by the broker
  KafkaPositions(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    this.admin = Admin.create(settings);
  }

  /// Those that have ever read one of the platform's topics.
  ///
  /// @throws IllegalStateException if Kafka doesn't say
  List<Position> all() {
    Map<String, Members> members =
        get(admin.listGroups().valid()).stream()
            .collect(Collectors.toMap(GroupListing::groupId, KafkaPositions::members));
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed(members);
    Map<TopicPartition, Long> ends = ends(committed.values());
    List<Position> all = new ArrayList<>();
    committed.forEach(
        (consumer, offsets) -> {
          long read = 0;
          long waiting = 0;
          for (Map.Entry<TopicPartition, OffsetAndMetadata> it : offsets.entrySet()) {
            read += it.getValue().offset();
            long end = ends.getOrDefault(it.getKey(), it.getValue().offset());
            waiting += Math.max(0, end - it.getValue().offset());
          }
          all.add(
              new Position(consumer, read, waiting, members.getOrDefault(consumer, Members.NONE)));
        });
    return all;
  }

  private static Members members(GroupListing group) {
    GroupState state = group.groupState().orElse(GroupState.UNKNOWN);
    return state == GroupState.EMPTY || state == GroupState.DEAD ? Members.NONE : Members.SOME;
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(
      Map<String, Members> groups) {
    if (groups.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<TopicPartition, OffsetAndMetadata>> ours = new HashMap<>();
    get(admin
            .listConsumerGroupOffsets(
                groups.keySet().stream()
                    .collect(Collectors.toMap(it -> it, it -> new ListConsumerGroupOffsetsSpec())))
            .all())
        .forEach(
            (consumer, offsets) -> {
              Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>(offsets);
              known
                  .entrySet()
                  .removeIf(
                      it -> it.getValue() == null || !it.getKey().topic().startsWith(OUR_TOPICS));
              if (!known.isEmpty()) {
                ours.put(consumer, known);
              }
            });
    return ours;
  }

  private Map<TopicPartition, Long> ends(
      Collection<Map<TopicPartition, OffsetAndMetadata>> committed) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    committed.forEach(some -> some.keySet().forEach(it -> asked.put(it, OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin.listOffsets(asked).all()).forEach((it, end) -> ends.put(it, end.offset()));
    return ends;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Kafka doesn't say how far consumers are (%s); the dashboard can't tell until it does"
              .formatted(e.getCause() == null ? "no answer in time" : e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka was asked for offsets", e);
    }
  }

  @Override
  public void close() {
    admin.close(PATIENCE);
  }
}
