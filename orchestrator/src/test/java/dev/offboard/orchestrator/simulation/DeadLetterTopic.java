package dev.offboard.orchestrator.simulation;

import dev.offboard.messaging.dispatch.DeadLetters;
import dev.offboard.messaging.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// What was set aside, and what became of it: rubbish stays, a message that surprised somebody is
/// replayed (I14).
final class DeadLetterTopic implements DeadLetters {
  private final Broker broker;
  private final List<ConsumerRecord<byte[], byte[]>> replayable = new ArrayList<>();
  private final Set<String> lost = new HashSet<>();
  private int replayed;

  DeadLetterTopic(Broker broker) {
    this.broker = broker;
  }

  @Override
  public void setAside(
      String consumer, ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
    if (id(record) == null) {
      return; // rubbish
    }
    Watch.require(
        cause instanceof Fault.Surprise, "I14: %s sets a good message aside: %s", consumer, cause);
    replayable.add(record);
    lost(consumer, broker.log(record.topic(), record.partition()).get((int) record.offset()));
  }

  boolean hasSomething() {
    return replayed < replayable.size();
  }

  /// All that were not replayed before.
  void replay() {
    replayable.subList(replayed, replayable.size()).forEach(broker::again);
    replayed = replayable.size();
  }

  /// One that may have been replayed before.
  boolean replayAny(Act act) {
    if (!replayable.isEmpty()) {
      broker.again(act.who(replayable));
    }
    return !replayable.isEmpty();
  }

  /// The consumer never handles this record, at least not under its own id.
  void lost(String consumer, ConsumerRecord<byte[], byte[]> record) {
    String id = id(record);
    if (id != null) {
      lost.add(consumer + " " + id);
    }
  }

  boolean isLost(String consumer, String id) {
    return lost.contains(consumer + " " + id);
  }

  private static @Nullable String id(ConsumerRecord<byte[], byte[]> record) {
    Header id = record.headers().lastHeader(CloudEventHeaders.ID);
    return id == null ? null : new String(id.value(), StandardCharsets.UTF_8);
  }
}
