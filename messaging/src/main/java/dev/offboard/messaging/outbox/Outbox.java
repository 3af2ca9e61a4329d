package dev.offboard.messaging.outbox;

import dev.offboard.contracts.WireNames;
import dev.offboard.messaging.wire.MessageCodec;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Publishes by writing rows: a message is sent if and only if the state it tells of is committed.
/// The change-data relay delivers each row at least once, in order per key; readers deduplicate.
public class Outbox {
  private final JdbcClient jdbc;
  private final MessageCodec codec;
  private final String source;

  /// `source` becomes `ce_source`: the service that speaks, as a URI reference (`/session`).
  public Outbox(JdbcClient jdbc, MessageCodec codec, String source) {
    this.jdbc = jdbc;
    this.codec = codec;
    this.source = source;
  }

  /// One multi-row insert in the caller's transaction; throws if there is none.
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(List<OutgoingMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO outbox (aggregatetype, aggregateid, type, payload, source)
            SELECT m.*, :source
            FROM unnest(:topics::text[], :keys::text[], :types::text[], :payloads::text[]) AS m
            """)
        .param("source", source)
        .param("topics", column(messages, OutgoingMessage::topic))
        .param("keys", column(messages, OutgoingMessage::key))
        .param("types", column(messages, m -> WireNames.of(m.message())))
        .param("payloads", column(messages, m -> codec.write(m.message())))
        .update();
  }

  private static String[] column(
      List<OutgoingMessage> messages, Function<OutgoingMessage, String> value) {
    return messages.stream().map(value).toArray(String[]::new);
  }
}
