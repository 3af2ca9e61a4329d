package dev.offboard.orchestrator.simulation;

import dev.offboard.messaging.dispatch.BatchDispatcher;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Reader;
import dev.offboard.messaging.testkit.Trusting;
import dev.offboard.messaging.testkit.memory.Boundary;
import dev.offboard.messaging.testkit.memory.MemoryService;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// One consumer group of one topic on the real dispatcher, as the consumers of a service are:
/// offsets are acknowledged after the batch, so whoever is killed in between gets it again.
final class Subscription {
  private final MemoryService service;
  private final MessageHandler handler;
  private final BatchDispatcher dispatcher;
  private final Broker broker;
  private final Twin twin;
  private final int[] offsets = new int[Broker.PARTITIONS];

  Subscription(MemoryService service, MessageHandler handler, Installation installation) {
    this.service = service;
    this.handler = handler;
    this.broker = installation.broker();
    this.twin = installation.twin();
    this.dispatcher =
        new BatchDispatcher(
            handler,
            new Reader(service.codec(), new Trusting(), handler.consumer()),
            service.inbox(),
            service.store(),
            installation.deadLetters());
  }

  String name() {
    return handler.consumer();
  }

  String topic() {
    return handler.topics().getFirst();
  }

  MemoryService service() {
    return service;
  }

  boolean isBehind(int partition) {
    return offsets[partition] < broker.log(topic(), partition).size();
  }

  boolean isBehind() {
    return isBehind(0) || isBehind(1);
  }

  /// Returns how many were handled and acknowledged.
  int poll(int partition, int most) {
    List<ConsumerRecord<byte[], byte[]>> log = broker.log(topic(), partition);
    int to = Math.min(log.size(), offsets[partition] + most);
    List<ConsumerRecord<byte[], byte[]>> batch = List.copyOf(log.subList(offsets[partition], to));
    if (twin == Twin.ACKNOWLEDGES_FIRST) {
      offsets[partition] = to;
    }
    dispatcher.dispatch(batch);
    service.store().reach(Boundary.BEFORE_ACKNOWLEDGE);
    offsets[partition] = to;
    return batch.size();
  }

  void rewind(int partition, int records) {
    offsets[partition] = Math.max(0, offsets[partition] - records);
  }

  /// The next record is never handled; returns it.
  ConsumerRecord<byte[], byte[]> drop(int partition) {
    return broker.log(topic(), partition).get(offsets[partition]++);
  }
}
