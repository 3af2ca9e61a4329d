package dev.offboard.local.delivery;

import dev.offboard.contracts.Topics;
import dev.offboard.local.postgres.DatabaseView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Requests come from elsewhere, so no outbox has them; what the topic still keeps can be compared
/// with the inboxes of those who read it. What was deleted before it was read can't be known.
public final class Requests {
  /// Asked about in one query.
  private static final int CHUNK = 1_000;

  private static final Set<String> REQUESTS = Set.of(Topics.REQUESTS, Topics.REQUESTS_URGENT);

  private static final List<String> SCHEMAS =
      List.of("orchestrator", "identity", "entitlement", "session", "audit");

  private final DatabaseView database;
  private final TopicOffsets offsets;
  private final Letters letters;

  /// Looks through these.
  public Requests(DatabaseView database, TopicOffsets offsets, Letters letters) {
    this.database = database;
    this.offsets = offsets;
    this.letters = letters;
  }

  /// Every request that a consumer has left behind without handling or setting it aside.
  public List<Skipped> skipped() {
    List<Skipped> skipped = new ArrayList<>();
    offsets
        .topicsByConsumer()
        .forEach(
            (consumer, topics) -> {
              List<String> read = topics.stream().filter(REQUESTS::contains).toList();
              if (!read.isEmpty()) {
                schemaOf(consumer).ifPresent(it -> skipped.addAll(skippedBy(consumer, it, read)));
              }
            });
    return skipped;
  }

  /// One that no inbox knows only follows, and has no duty to handle anything.
  private Optional<String> schemaOf(String consumer) {
    return SCHEMAS.stream()
        .filter(
            schema ->
                database.number(
                        "SELECT count(*) FROM (SELECT FROM %s.inbox WHERE consumer = ? LIMIT 1) AS one"
                            .formatted(schema),
                        consumer)
                    > 0)
        .findFirst();
  }

  private List<Skipped> skippedBy(String consumer, String schema, List<String> topics) {
    Map<TopicPartition, Long> read = new HashMap<>();
    offsets.positions(consumer, topics).forEach(it -> read.put(it.partition(), it.committed()));
    Set<UUID> setAside =
        letters.setAside().stream()
            .filter(it -> it.consumer().equals(consumer))
            .flatMap(it -> it.message().stream())
            .collect(Collectors.toSet());
    Map<UUID, ConsumerRecord<byte[], byte[]>> chunk = new HashMap<>();
    List<Skipped> skipped = new ArrayList<>();
    letters.each(
        topics,
        record -> {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (record.offset() < read.getOrDefault(partition, 0L)) {
            Letters.messageId(record)
                .filter(id -> !setAside.contains(id))
                .ifPresent(id -> chunk.put(id, record));
          }
          if (chunk.size() >= CHUNK) {
            skipped.addAll(unhandled(consumer, schema, chunk));
            chunk.clear();
          }
        });
    skipped.addAll(unhandled(consumer, schema, chunk));
    return skipped;
  }

  private List<Skipped> unhandled(
      String consumer, String schema, Map<UUID, ConsumerRecord<byte[], byte[]>> chunk) {
    Set<UUID> handled = handled(consumer, schema, chunk.keySet());
    return chunk.entrySet().stream()
        .filter(it -> !handled.contains(it.getKey()))
        .map(it -> new Skipped(consumer, schema, it.getKey(), it.getValue()))
        .toList();
  }

  private Set<UUID> handled(String consumer, String schema, Collection<UUID> ids) {
    return new HashSet<>(
        database.rows(
            "SELECT message_id FROM %s.inbox WHERE consumer = ? AND message_id = ANY (?)"
                .formatted(schema),
            row -> row.getObject(1, UUID.class),
            consumer,
            ids.toArray(UUID[]::new)));
  }
}
