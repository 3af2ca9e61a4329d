package dev.offboard.orchestrator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.contracts.UserRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// The other services on loopback, as far as pages ask them: what is put under a path is answered
/// there, everything else is 404.
public final class ServicesStub {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final Map<String, String> statuses = new ConcurrentHashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final Map<String, String> said = new ConcurrentHashMap<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  private ServicesStub(HttpServer server) {
    this.server = server;
  }

  public static ServicesStub started() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ServicesStub stub = new ServicesStub(server);
      server.createContext("/", stub::answer);
      server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
      server.start();
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Path and query, as asked.
  public void put(String path, String json) {
    answers.put(path, json);
  }

  /// Somebody the directory knows, with names, and with nothing to get at yet.
  public void knows(UserRef user, String status, String name) {
    statuses.put(user.key(), status);
    String path = "/api/tenants/%s/users/%s".formatted(user.tenantId(), user.userId());
    put(
        path,
        JSON.writeValueAsString(
            Map.of(
                "tenantId",
                user.tenantId().value(),
                "userId",
                user.userId().value(),
                "kind",
                "EMPLOYEE",
                "status",
                status,
                "epoch",
                1,
                "protected",
                false,
                "userName",
                user.userId().value(),
                "displayName",
                name,
                "mail",
                user.userId() + "@example.com",
                "newerField",
                1)));
    put(path + "/api-keys", "{\"apiKeys\":[]}");
    put(path + "/oauth-grants", "{\"oauthGrants\":[]}");
    put(path + "/grants", "{\"grants\":[]}");
    put(path + "/sessions", "{\"sessions\":[]}");
    put("/api/tenants/%s/connections".formatted(user.tenantId()), "{\"connections\":[]}");
    put(
        "/api/tenants/%s/applications?limit=500".formatted(user.tenantId()),
        "{\"applications\":[]}");
  }

  private String lookUps(byte[] request) {
    return JSON.readTree(request)
        .path("users")
        .valueStream()
        .map(
            it -> statuses.get(it.path("tenantId").asString() + "/" + it.path("userId").asString()))
        .map(
            status ->
                status == null
                    ? "{\"code\":\"user-unknown\"}"
                    : "{\"status\":\"%s\",\"epoch\":1}".formatted(status))
        .collect(Collectors.joining(",", "{\"results\":[", "]}"));
  }

  /// Everything under paths that end like that is answered with that status.
  public void fails(String suffix, int status) {
    failures.put(suffix, status);
  }

  public void isThere() {
    failures.clear();
    refusals.clear();
  }

  /// What comes to that path is refused with 409, in these words.
  public void refuses(String path, String words) {
    refusals.put(
        path, JSON.writeValueAsString(Map.of("code", "refused-by-the-stub", "detail", words)));
  }

  /// The body that came last to that path.
  public String said(String path) {
    return said.getOrDefault(path, "nothing");
  }

  /// Paths and queries so far.
  public Queue<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    byte[] request = exchange.getRequestBody().readAllBytes();
    if (request.length > 0) {
      said.put(path, new String(request, StandardCharsets.UTF_8));
    }
    String refusal = refusals.get(path);
    if (refusal != null && request.length > 0) {
      answer(exchange, 409, refusal);
      return;
    }
    String body = path.equals("/api/users/look-ups") ? lookUps(request) : answers.get(path);
    int status =
        failures.entrySet().stream()
            .filter(it -> path.endsWith(it.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(body == null ? 404 : 200);
    answer(exchange, status, status == 200 && body != null ? body : "{}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
