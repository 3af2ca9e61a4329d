package dev.offboard.orchestrator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// An audit-service on loopback that answers every certificate the same.
public final class AuditStub {
  private final HttpServer server;
  private final Map<String, String> files = new ConcurrentHashMap<>();
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
      server.createContext("/", stub::file);
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

  /// What is answered to that path and query; everything else is 404.
  public void put(String path, String content) {
    files.put(path, content);
  }

  private void file(HttpExchange exchange) throws IOException {
    String content = files.get(exchange.getRequestURI().toString());
    byte[] bytes = (content == null ? "{}" : content).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(content == null ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
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
