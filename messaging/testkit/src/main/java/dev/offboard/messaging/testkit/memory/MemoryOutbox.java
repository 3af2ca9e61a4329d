package dev.offboard.messaging.testkit.memory;

import dev.offboard.contracts.WireNames;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.messaging.testkit.Trusting;
import dev.offboard.messaging.wire.MessageCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/// The twin of [Outbox] in memory; a position is a row's place in the order of writing.
public class MemoryOutbox extends Outbox {
  private final MemoryStore store;
  private final MessageCodec codec;
  private final String source;
  private final List<Row> rows = new ArrayList<>();

  /// As the relay finds it.
  public record Row(
      UUID id, String topic, String key, String type, String payload, String source) {}

  public MemoryOutbox(MemoryStore store, MessageCodec codec, String source) {
    super(NoDatabase.client(), codec, source, new Trusting());
    this.store = store;
    this.codec = codec;
    this.source = source;
  }

  @Override
  public void append(List<OutgoingMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    store.reach(Boundary.BEFORE_OUTBOX);
    for (OutgoingMessage message : messages) {
      rows.add(row(message));
      store.written(rows::removeLast);
    }
    store.reach(Boundary.AFTER_OUTBOX);
  }

  private Row row(OutgoingMessage message) {
    return new Row(
        id(rows.size()),
        message.topic(),
        message.key(),
        WireNames.of(message.message()),
        codec.write(message.message()),
        source);
  }

  /// The same in every run, unlike those that PostgreSQL makes.
  private UUID id(int position) {
    return new UUID(source.hashCode(), position);
  }

  /// In the order of writing; between transactions, exactly those that are committed.
  public List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }
}
