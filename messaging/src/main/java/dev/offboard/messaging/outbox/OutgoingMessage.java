package dev.offboard.messaging.outbox;

import dev.offboard.contracts.Message;
import dev.offboard.messaging.trace.TraceParent;
import org.jspecify.annotations.Nullable;

/// A message to publish: where, under which record key, what.
///
/// @param trace that its reader goes on with; absent for that of the work that it is written in
public record OutgoingMessage(
    String topic, String key, Message message, @Nullable TraceParent trace) {
  public OutgoingMessage(String topic, String key, Message message) {
    this(topic, key, message, null);
  }
}
