package dev.offboard.orchestrator.simulation;

import dev.offboard.messaging.testkit.memory.Boundary;
import dev.offboard.messaging.testkit.memory.MemoryOutbox;
import dev.offboard.messaging.testkit.memory.MemoryService;
import java.util.List;

/// Publishes the rows of one outbox in their order, at least once: the position is stored after the
/// batch, so whoever is killed in between publishes again.
final class Relay {
  private final MemoryService service;
  private final Broker broker;
  private int position;

  Relay(MemoryService service, Broker broker) {
    this.service = service;
    this.broker = broker;
  }

  String name() {
    return service.name();
  }

  List<MemoryOutbox.Row> rows() {
    return service.outbox().rows();
  }

  boolean isBehind() {
    return position < service.outbox().rows().size();
  }

  void publish(int most) {
    List<MemoryOutbox.Row> rows = service.outbox().rows();
    int to = Math.min(rows.size(), position + most);
    for (MemoryOutbox.Row row : rows.subList(position, to)) {
      service.store().reach(Boundary.BEFORE_PUBLISH);
      broker.publish(row);
      service.store().reach(Boundary.AFTER_PUBLISH);
    }
    position = to;
  }

  /// Publishes the last `rows` that it has published again.
  void goBack(int rows) {
    position = Math.max(0, position - rows);
  }
}
