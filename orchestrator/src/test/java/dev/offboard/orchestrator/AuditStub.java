package dev.offboard.orchestrator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// An audit-service on loopback that answers every certificate the same.
public final class AuditStub {
  private final HttpServer server;
  private volatile int status = 404;
  private volatile String contentType = "application/problem+json";
  private volatile String body = "{}";
  private volatile String asked = "";

  private AuditStub(HttpServer server) {
    this.server = server;
  }

  static AuditStub started() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      AuditStub stub = new AuditStub(server);
      server.createContext("/api/offboardings", stub::answer);
      server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
      server.start();
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void answers(int theStatus, String theContentType, String theBody) {
    status = theStatus;
    contentType = theContentType;
    body = theBody;
  }

  /// Path, token and form of the last question.
  public String asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked =
        "%s %s %s"
            .formatted(
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Accept"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
