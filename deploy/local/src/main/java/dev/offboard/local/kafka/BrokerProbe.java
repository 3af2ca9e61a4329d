package dev.offboard.local.kafka;

import dev.offboard.local.supervision.Health;
import dev.offboard.local.supervision.HealthProbe;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Up when the broker answers an ApiVersions request (version 0, which every version understands).
/// Written by hand because a Kafka client takes longer to start than the whole `status` command.
record BrokerProbe(int port) implements HealthProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final short API_VERSIONS = 18;
  private static final int CORRELATION_ID = 4711;

  /// Request header version 1: api key, api version, correlation id, a null client id.
  private static final int REQUEST_BYTES = 2 + 2 + 4 + 2;

  @Override
  public Health probe() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PATIENCE.toMillis());
      socket.getOutputStream().write(request());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt(); // length
      int correlationId = in.readInt();
      short error = in.readShort();
      return correlationId == CORRELATION_ID && error == 0
          ? Health.up()
          : Health.down("answers ApiVersions with error %d".formatted(error));
    } catch (IOException e) {
      return Health.down("127.0.0.1:%d: %s".formatted(port, e.getMessage()));
    }
  }

  private static byte[] request() {
    return ByteBuffer.allocate(4 + REQUEST_BYTES)
        .putInt(REQUEST_BYTES)
        .putShort(API_VERSIONS)
        .putShort((short) 0)
        .putInt(CORRELATION_ID)
        .putShort((short) -1)
        .array();
  }
}
