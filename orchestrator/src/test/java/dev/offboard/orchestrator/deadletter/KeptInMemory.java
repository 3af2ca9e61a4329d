package dev.offboard.orchestrator.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// The topics without a broker; one that can be away.
public final class KeptInMemory implements DeadLetterTopics {
  final List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
  final List<ProducerRecord<byte[], byte[]>> published = new ArrayList<>();
  boolean away;

  @Override
  public <T> List<T> newest(int most, Function<ConsumerRecord<byte[], byte[]>, T> view) {
    requireThere();
    return letters.stream().map(view).toList();
  }

  @Override
  public Optional<ConsumerRecord<byte[], byte[]>> find(DeadLetterId id) {
    requireThere();
    return letters.stream()
        .filter(it -> new DeadLetterId(it.topic(), it.partition(), it.offset()).equals(id))
        .findFirst();
  }

  @Override
  public void publish(ProducerRecord<byte[], byte[]> record) {
    requireThere();
    published.add(record);
  }

  private void requireThere() {
    if (away) {
      throw new KafkaException("away");
    }
  }
}
