package dev.offboard.local.relay;

import dev.offboard.local.delivery.Skipped;
import dev.offboard.local.delivery.Unread;
import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.postgres.DatabaseView;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Publishes outbox rows as the connector does: same topic, key, headers and body, so that a
/// consumer can't tell the difference and one that has it already knows its id.
final class Republisher {
  /// As the connector's producer.
  private static final int LARGEST_BYTES = 4 * 1024 * 1024;

  private static final int PATIENCE_SECONDS = 30;

  private final DatabaseView database;
  private final KafkaAccess kafka;

  Republisher(DatabaseView database, KafkaAccess kafka) {
    this.database = database;
    this.kafka = kafka;
  }

  /// Returns when the broker has all of them; how many that were. A row that several consumers have
  /// missed is published once.
  int publish(Collection<Unread> missed) {
    Map<String, List<UUID>> bySchema =
        missed.stream()
            .collect(
                Collectors.groupingBy(
                    Unread::schema,
                    Collectors.collectingAndThen(
                        Collectors.mapping(Unread::id, Collectors.toSet()), List::copyOf)));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    bySchema.forEach((schema, ids) -> records.addAll(records(schema, ids)));
    send(records);
    return records.size();
  }

  /// Writes records once more where they lie, as they are. Returns when the broker has all of them.
  void repeat(Collection<Skipped> skipped) {
    send(
        skipped.stream()
            .map(Skipped::record)
            .map(
                it ->
                    new ProducerRecord<>(
                        it.topic(), it.partition(), it.key(), it.value(), it.headers()))
            .toList());
  }

  /// In the order in which they were written.
  private List<ProducerRecord<byte[], byte[]>> records(String schema, List<UUID> ids) {
    return database.rows(
        """
        SELECT id, aggregatetype, aggregateid, type, source, traceparent, mac, created_at, payload
        FROM %s.outbox WHERE id = ANY (?) ORDER BY id
        """
            .formatted(schema),
        Republisher::record,
        (Object) ids.toArray(UUID[]::new));
  }

  static ProducerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
    String key = row.getString("aggregateid");
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            row.getString("aggregatetype"), bytes(key), bytes(row.getString("payload")));
    Timestamp at = row.getTimestamp("created_at");
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", row.getString("id"));
    header(record, "ce_type", row.getString("type"));
    header(record, "ce_source", row.getString("source"));
    header(record, "ce_time", at.toInstant().toString());
    header(record, "ce_subject", key);
    header(record, "traceparent", row.getString("traceparent"));
    header(record, "ce_mac", row.getString("mac"));
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<?, ?> record, String name, @Nullable String value) {
    record.headers().add(name, value == null ? null : bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) {
    Map<String, Object> settings =
        kafka.settings(
            Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                LARGEST_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE_SECONDS * 1000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                PATIENCE_SECONDS * 1000));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>(records.size());
      records.forEach(record -> sent.add(producer.send(record)));
      for (Future<?> one : sent) {
        one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "The broker did not take all of %d records (%s). Those it took are harmless; run it again"
              .formatted(records.size(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while records were published again", e);
    }
  }
}
