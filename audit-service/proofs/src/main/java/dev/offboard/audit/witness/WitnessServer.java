package dev.offboard.audit.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.audit.note.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A witness behind `POST /add-checkpoint` on the loopback interface. Whoever lets others in puts
/// what they trust in front of it.
public final class WitnessServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PATH = "/add-checkpoint";

  /// A note, and 63 hashes of 45 bytes before it.
  private static final int MAX_BYTES = Note.MAX_BYTES + 4096;

  private final Witness witness;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private WitnessServer(Witness witness, HttpServer server) {
    this.witness = witness;
    this.server = server;
  }

  /// @param port 0 for any free one
  public static WitnessServer start(Witness witness, int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      WitnessServer started = new WitnessServer(witness, server);
      server.createContext("/", started::answer);
      server.setExecutor(started.threads);
      server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "port %d of the loopback interface could not be had".formatted(port), e);
    }
  }

  /// The submission prefix of C2SP tlog-witness.
  public URI url() {
    return URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answerTo(exchange));
    }
  }

  private Answer answerTo(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      return Answer.unknownLog("nothing but POST " + PATH);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return new Answer(405, TEXT, "nothing but POST\n");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      return new Answer(413, TEXT, "more than %d bytes\n".formatted(MAX_BYTES));
    }
    try {
      return witness.add(body);
    } catch (UncheckedIOException e) {
      return new Answer(500, TEXT, e.getMessage() + "\n");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }
}
