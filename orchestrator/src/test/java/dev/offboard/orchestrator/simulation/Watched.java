package dev.offboard.orchestrator.simulation;

import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.messaging.testkit.memory.MemoryService;
import java.util.List;
import java.util.UUID;

/// A handler whose committed work is seen.
record Watched(MessageHandler handler, MemoryService service, Watch watch)
    implements MessageHandler {
  @Override
  public String consumer() {
    return handler.consumer();
  }

  @Override
  public List<String> topics() {
    return handler.topics();
  }

  @Override
  public void handle(List<Received> batch) {
    List<UUID> ids = batch.stream().map(Received::id).toList();
    service.store().afterCommit(() -> watch.handled(consumer(), ids));
    handler.handle(batch);
  }

  @Override
  public Verdict gaveUpOn(Received message, RuntimeException cause) {
    return handler.gaveUpOn(message, cause);
  }
}
