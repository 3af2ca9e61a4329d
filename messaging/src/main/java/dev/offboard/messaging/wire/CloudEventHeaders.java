package dev.offboard.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// The CloudEvents 1.0 attributes that a reader needs, from Kafka headers in binary content mode
/// (Kafka protocol binding, section 3.2). The relay may send a header with a null value.
public record CloudEventHeaders(UUID id, String type, String source, @Nullable String traceparent) {
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String TRACEPARENT = "traceparent";

  /// @throws UnreadableMessage naming the missing attribute
  public static CloudEventHeaders of(Headers headers) {
    String source = required(headers, SOURCE);
    return new CloudEventHeaders(
        idOf(source, required(headers, ID)),
        required(headers, TYPE),
        source,
        text(headers, TRACEPARENT));
  }

  /// CloudEvents ids are any string, unique within their source. Ours are UUIDs; a foreign one
  /// becomes a UUID by name.
  private static UUID idOf(String source, String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return UUID.nameUUIDFromBytes((source + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String required(Headers headers, String name) {
    String value = text(headers, name);
    if (value == null || value.isEmpty()) {
      throw new UnreadableMessage(
          "missing-header", "header %s is missing (CloudEvents 1.0 binary mode)".formatted(name));
    }
    return value;
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
