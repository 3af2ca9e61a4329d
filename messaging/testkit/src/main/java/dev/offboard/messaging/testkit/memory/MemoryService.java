package dev.offboard.messaging.testkit.memory;

import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.wire.MessageCodec;
import java.util.function.Consumer;

/// What every service has, in memory: its store, and an inbox and an outbox in it.
public record MemoryService(
    String name, MemoryStore store, Inbox inbox, MemoryOutbox outbox, MessageCodec codec) {

  public static MemoryService named(
      String name, MessageCodec codec, Consumer<Boundary> onBoundary) {
    MemoryStore store = new MemoryStore(onBoundary);
    return new MemoryService(
        name, store, new MemoryInbox(store), new MemoryOutbox(store, codec, "/" + name), codec);
  }

  public MemoryService with(Inbox other) {
    return new MemoryService(name, store, other, outbox, codec);
  }

  public MemoryService with(MemoryOutbox other) {
    return new MemoryService(name, store, inbox, other, codec);
  }
}
