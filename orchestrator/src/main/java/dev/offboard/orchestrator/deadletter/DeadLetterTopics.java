package dev.offboard.orchestrator.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The dead letter topics, read without a group, and the way back to where a record came from.
interface DeadLetterTopics {
  /// What `view` makes of the newest letters of each topic, no more than `most` of each; within a
  /// topic in the order in which they were set aside.
  <T> List<T> newest(int most, Function<ConsumerRecord<byte[], byte[]>, T> view);

  /// That one letter, if it is still kept.
  Optional<ConsumerRecord<byte[], byte[]>> find(DeadLetterId id);

  /// Returns when the broker has the record safely; throws otherwise.
  void publish(ProducerRecord<byte[], byte[]> record);
}
