package dev.offboard.messaging.dispatch;

import dev.offboard.contracts.Message;
import java.util.UUID;

/// A message and where it came from. `id` is what the inbox remembers.
public record Received(
    UUID id, String topic, int partition, long offset, String source, Message message) {

  @Override
  public String toString() {
    return "message %s (%s-%d@%d from %s)".formatted(id, topic, partition, offset, source);
  }
}
