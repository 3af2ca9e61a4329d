package dev.offboard.messaging.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// A collector of spans as small as it gets: reads what comes by OTLP over HTTP (protobuf,
/// `opentelemetry/proto/trace/v1/trace.proto`) and keeps what tests ask for.
public final class OtlpReceiver implements AutoCloseable {
  private static final int GROUP_MASK = 7;
  private static final int FIELD_SHIFT = 3;

  private final HttpServer server;
  private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();

  /// @param parentId empty for the first of its trace
  /// @param linkedTraces of the spans it links to
  public record ReceivedSpan(
      String traceId, String spanId, String parentId, String name, List<String> linkedTraces) {}

  private OtlpReceiver(HttpServer server) {
    this.server = server;
  }

  public static OtlpReceiver started() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      OtlpReceiver receiver = new OtlpReceiver(server);
      server.createContext("/v1/traces", receiver::receive);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException("the receiver of spans does not start; the test ends", e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort()));
  }

  public List<ReceivedSpan> spans() {
    return List.copyOf(spans);
  }

  public List<ReceivedSpan> ofTrace(String traceId) {
    return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      each(body, (resources, ofRequest) -> each(ofRequest, this::ofResource));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void ofResource(int field, byte[] scopeSpans) {
    if (field == 2) {
      each(scopeSpans, this::ofScope);
    }
  }

  private void ofScope(int field, byte[] span) {
    if (field == 2) {
      Draft draft = new Draft();
      each(span, draft::take);
      spans.add(draft.span());
    }
  }

  /// The length-delimited fields of a protobuf message, in order; others are passed over.
  private static void each(byte[] message, BiConsumer<Integer, byte[]> field) {
    ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      int tag = (int) number(bytes);
      switch (tag & GROUP_MASK) {
        case 0 -> number(bytes);
        case 1 -> bytes.getLong();
        case 2 -> {
          byte[] value = new byte[(int) number(bytes)];
          bytes.get(value);
          field.accept(tag >>> FIELD_SHIFT, value);
        }
        case 5 -> bytes.getInt();
        default -> throw new IllegalArgumentException("wire type of tag " + tag);
      }
    }
  }

  private static long number(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /// The fields of `Span`, by their numbers.
  private static final class Draft {
    private String traceId = "";
    private String spanId = "";
    private String parentId = "";
    private String name = "";
    private final List<String> links = new CopyOnWriteArrayList<>();

    void take(int field, byte[] value) {
      switch (field) {
        case 1 -> traceId = HexFormat.of().formatHex(value);
        case 2 -> spanId = HexFormat.of().formatHex(value);
        case 4 -> parentId = HexFormat.of().formatHex(value);
        case 5 -> name = new String(value, StandardCharsets.UTF_8);
        case 13 -> each(value, this::link);
        default -> {}
      }
    }

    private void link(int field, byte[] value) {
      if (field == 1) {
        links.add(HexFormat.of().formatHex(value));
      }
    }

    ReceivedSpan span() {
      return new ReceivedSpan(traceId, spanId, parentId, name, List.copyOf(links));
    }
  }
}
