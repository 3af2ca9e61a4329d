package dev.offboard.messaging.dispatch;

import dev.offboard.contracts.Message;
import dev.offboard.contracts.WireNames;
import dev.offboard.messaging.authenticity.Authenticity;
import dev.offboard.messaging.authenticity.Envelope;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.messaging.wire.CloudEventHeaders;
import dev.offboard.messaging.wire.MessageCodec;
import dev.offboard.messaging.wire.UnreadableMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Turns a record into a message. Looks at `ce_*` headers only: a header that names a Java type
/// means nothing here.
public class Reader {
  /// Our largest message, the reports of a full batch, has about 200 kB.
  static final int MAX_BODY_BYTES = 1024 * 1024;

  private final MessageCodec codec;
  private final Authenticity authenticity;
  private final String service;

  /// @param service who reads
  public Reader(MessageCodec codec, Authenticity authenticity, String service) {
    this.codec = codec;
    this.authenticity = authenticity;
    this.service = service;
  }

  /// Empty if it is meant for another consumer.
  ///
  /// @throws UnreadableMessage saying why the record is no message
  /// @throws ForgedRecord if it isn't by whom it says
  Optional<Received> read(ConsumerRecord<byte[], byte[]> record) {
    byte[] body = record.value();
    if (body == null || body.length == 0) {
      throw new UnreadableMessage("empty-body", "body is empty (expected: a JSON object)");
    }
    if (body.length > MAX_BODY_BYTES) {
      throw new UnreadableMessage(
          "body-too-large",
          "body: %d bytes (expected: <= %d)".formatted(body.length, MAX_BODY_BYTES));
    }
    CloudEventHeaders headers = CloudEventHeaders.of(record.headers());
    Message message = codec.read(headers.type(), body);
    return switch (authenticity.check(record, headers.id(), message)) {
      case FOR_ANOTHER -> Optional.empty();
      case FORGED -> throw new ForgedRecord(headers.source());
      case AUTHENTIC ->
          Optional.of(
              new Received(
                  headers.id(),
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  headers.source(),
                  message,
                  TraceParent.parse(headers.traceparent()).orElse(null)));
    };
  }

  /// One part of a message, as a record of its own in the place of the whole: under the part's id,
  /// so that two parts set aside of one record are two messages when they are replayed.
  ConsumerRecord<byte[], byte[]> as(ConsumerRecord<byte[], byte[]> whole, Received part) {
    byte[] body = codec.write(part.message()).getBytes(StandardCharsets.UTF_8);
    Headers headers = new RecordHeaders(whole.headers());
    set(headers, CloudEventHeaders.ID, part.id().toString());
    set(headers, Authenticity.SET_ASIDE_BY, service);
    set(headers, Authenticity.HEADER, authenticity.sealForOurselves(envelope(whole, part, body)));
    return new ConsumerRecord<>(
        whole.topic(),
        whole.partition(),
        whole.offset(),
        whole.timestamp(),
        whole.timestampType(),
        whole.serializedKeySize(),
        body.length,
        whole.key(),
        body,
        headers,
        whole.leaderEpoch());
  }

  private static Envelope envelope(
      ConsumerRecord<byte[], byte[]> whole, Received part, byte[] body) {
    byte[] key = whole.key() == null ? new byte[0] : whole.key();
    return new Envelope(
        whole.topic(),
        new String(key, StandardCharsets.UTF_8),
        part.id(),
        WireNames.of(part.message()),
        part.source(),
        body);
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
