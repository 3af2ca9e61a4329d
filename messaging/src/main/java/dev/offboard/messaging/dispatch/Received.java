package dev.offboard.messaging.dispatch;

import dev.offboard.contracts.Message;
import dev.offboard.messaging.trace.TraceParent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message and where it came from. `id` is what the inbox remembers.
///
/// @param trace in which it was sent; absent if it doesn't say so in the form of the standard
public record Received(
    UUID id,
    String topic,
    int partition,
    long offset,
    String source,
    Message message,
    @Nullable TraceParent trace) {
  public Received(
      UUID id, String topic, int partition, long offset, String source, Message message) {
    this(id, topic, partition, offset, source, message, null);
  }

  @Override
  public String toString() {
    return "message %s (%s-%d@%d from %s)".formatted(id, topic, partition, offset, source);
  }
}
