package dev.offboard.messaging.dispatch;

import dev.offboard.messaging.wire.CloudEventHeaders;
import dev.offboard.messaging.wire.MessageCodec;
import dev.offboard.messaging.wire.UnreadableMessage;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Turns a record into a message. Looks at `ce_*` headers only: a header that names a Java type
/// means nothing here.
public class Reader {
  /// Our largest message, the reports of a full batch, has about 200 kB.
  static final int MAX_BODY_BYTES = 1024 * 1024;

  private final MessageCodec codec;

  public Reader(MessageCodec codec) {
    this.codec = codec;
  }

  /// @throws UnreadableMessage saying why the record is no message
  Received read(ConsumerRecord<byte[], byte[]> record) {
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
    return new Received(
        headers.id(),
        record.topic(),
        record.partition(),
        record.offset(),
        headers.source(),
        codec.read(headers.type(), body));
  }

  /// One part of a message, as a record of its own in the place of the whole: under the part's id,
  /// so that two parts set aside of one record are two messages when they are replayed.
  ConsumerRecord<byte[], byte[]> as(ConsumerRecord<byte[], byte[]> whole, Received part) {
    byte[] body = codec.write(part.message()).getBytes(StandardCharsets.UTF_8);
    Headers headers = new RecordHeaders(whole.headers());
    headers.remove(CloudEventHeaders.ID);
    headers.add(
        CloudEventHeaders.ID,
        part.id().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
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
}
