package dev.offboard.messaging.outbox;

import dev.offboard.contracts.WireNames;
import dev.offboard.messaging.authenticity.Authenticity;
import dev.offboard.messaging.authenticity.Envelope;
import dev.offboard.messaging.trace.Trace;
import dev.offboard.messaging.trace.TraceParent;
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
    TraceParent current = Trace.current().orElseGet(TraceParent::fresh);
    List<Row> rows = messages.stream().map(message -> row(message, current)).toList();
    jdbc.sql(
            """
            INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, mac, traceparent, source)
            SELECT m.*, :source
            FROM unnest(:ids::uuid[], :topics::text[], :keys::text[], :types::text[], :payloads::text[], :macs::text[],
                        :traces::text[]) AS m
            """)
        .param("source", source)
        .param("ids", rows.stream().map(Row::id).toArray(UUID[]::new))
        .param("topics", column(rows, Row::topic))
        .param("keys", column(rows, Row::key))
        .param("types", column(rows, Row::type))
        .param("payloads", column(rows, Row::payload))
        .param("macs", column(rows, Row::mac))
        .param("traces", column(rows, Row::trace))
        .update();
  }

  /// The code doesn't cover the trace: nothing is decided by it, whoever stands between may write
  /// its own (W3C Trace Context, section 3.4), and a reader that is older must go on believing.
  private Row row(OutgoingMessage message, TraceParent current) {
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
    TraceParent trace = message.trace() == null ? current : message.trace();
    return new Row(id, message.topic(), message.key(), type, payload, mac, trace.toString());
  }

  private static String[] column(List<Row> rows, Function<Row, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  private record Row(
      UUID id, String topic, String key, String type, String payload, String mac, String trace) {}
}
