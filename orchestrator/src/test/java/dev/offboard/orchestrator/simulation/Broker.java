package dev.offboard.orchestrator.simulation;

import dev.offboard.messaging.testkit.memory.MemoryOutbox;
import dev.offboard.messaging.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Topics of two partitions: in order within a key, in no order across keys.
final class Broker {
  static final int PARTITIONS = 2;

  private final Map<String, List<List<ConsumerRecord<byte[], byte[]>>>> topics = new HashMap<>();

  void publish(MemoryOutbox.Row row) {
    ConsumerRecord<byte[], byte[]> record = append(row.topic(), row.key(), bytes(row.payload()));
    header(record, CloudEventHeaders.ID, row.id().toString());
    header(record, CloudEventHeaders.TYPE, row.type());
    header(record, CloudEventHeaders.SOURCE, row.source());
  }

  ConsumerRecord<byte[], byte[]> append(String topic, String key, byte[] body) {
    int partition = Math.floorMod(key.hashCode(), PARTITIONS);
    List<ConsumerRecord<byte[], byte[]>> log = log(topic, partition);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(topic, partition, log.size(), bytes(key), body);
    log.add(record);
    return record;
  }

  /// The same record once more, at the end.
  void again(ConsumerRecord<byte[], byte[]> record) {
    ConsumerRecord<byte[], byte[]> copy =
        append(record.topic(), new String(record.key(), StandardCharsets.UTF_8), record.value());
    record.headers().forEach(copy.headers()::add);
  }

  List<ConsumerRecord<byte[], byte[]>> log(String topic, int partition) {
    List<List<ConsumerRecord<byte[], byte[]>>> partitions =
        topics.computeIfAbsent(topic, name -> List.of(new ArrayList<>(), new ArrayList<>()));
    return partitions.get(partition);
  }

  private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
