package dev.offboard.messaging.outbox;

import dev.offboard.contracts.WireNames;
import dev.offboard.messaging.authenticity.Authenticity;
import dev.offboard.messaging.authenticity.Envelope;
import dev.offboard.messaging.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
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
  private final Authenticity authenticity;

  /// `source` becomes `ce_source`: the service that speaks, as a URI reference (`/session`).
  public Outbox(JdbcClient jdbc, MessageCodec codec, String source, Authenticity authenticity) {
    this.jdbc = jdbc;
    this.codec = codec;
    this.source = source;
    this.authenticity = authenticity;
  }

  /// One multi-row insert in the caller's transaction; throws if there is none.
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(List<OutgoingMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    List<Row> rows = messages.stream().map(this::row).toList();
    jdbc.sql(
            """
            INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, mac, source)
            SELECT m.*, :source
            FROM unnest(:ids::uuid[], :topics::text[], :keys::text[], :types::text[], :payloads::text[], :macs::text[]) AS m
            """)
        .param("source", source)
        .param("ids", rows.stream().map(Row::id).toArray(UUID[]::new))
        .param("topics", column(rows, Row::topic))
        .param("keys", column(rows, Row::key))
        .param("types", column(rows, Row::type))
        .param("payloads", column(rows, Row::payload))
        .param("macs", column(rows, Row::mac))
        .update();
  }

  private Row row(OutgoingMessage message) {
    UUID id = MessageIds.next();
    String type = WireNames.of(message.message());
    String payload = codec.write(message.message());
    String mac =
        authenticity.seal(
            new Envelope(
                message.topic(),
                message.key(),
                id,
                type,
                source,
                payload.getBytes(StandardCharsets.UTF_8)));
    return new Row(id, message.topic(), message.key(), type, payload, mac);
  }

  private static String[] column(List<Row> rows, Function<Row, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  private record Row(UUID id, String topic, String key, String type, String payload, String mac) {}
}
