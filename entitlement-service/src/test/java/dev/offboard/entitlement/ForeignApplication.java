package dev.offboard.entitlement;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.messaging.tenancy.Tenancy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An application outside, over real HTTP: SCIM below `/scim`, a webhook receiver at `/hook`. Does
/// what it is told, or what it shouldn't.
public final class ForeignApplication implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  public final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, ObjectNode> accounts = new ConcurrentHashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer server;
  private volatile Mood mood = Mood.GOOD;
  private volatile boolean patches = true;
  private volatile Runnable beforeAnswer = () -> {};

  /// What it does instead of what it should.
  public enum Mood {
    GOOD,
    FAILS,
    HANGS,
    LIES,
    GONE,
    REDIRECTS,
    MIXES_UP
  }

  public record Request(String method, String path, Map<String, String> headers, String body) {
    /// Changes something.
    public boolean isChange() {
      return !method.equals("GET");
    }
  }

  public ForeignApplication() {
    try {
      this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public String scim() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/scim";
  }

  public String hook() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  public ForeignApplication with(String externalId) {
    ObjectNode account = JSON.createObjectNode();
    account.put("id", "id of " + externalId + "/../x");
    account.put("externalId", externalId);
    account.put("userName", externalId.toUpperCase(java.util.Locale.ROOT) + "@corp.example");
    account.put("active", true);
    accounts.put(account.get("id").asString(), account);
    return this;
  }

  public ForeignApplication withoutPatch() {
    patches = false;
    return this;
  }

  public void is(Mood mood) {
    this.mood = mood;
  }

  public void before(Runnable answer) {
    this.beforeAnswer = () -> Tenancy.acrossAll(answer); // it looks at our database
  }

  /// `active`, `inactive` or `gone`.
  public String stateOf(String externalId) {
    return accounts.values().stream()
        .filter(a -> a.get("externalId").asString().equals(externalId))
        .map(a -> a.get("active").asBoolean() ? "active" : "inactive")
        .findFirst()
        .orElse("gone");
  }

  public List<Request> changes() {
    return requests.stream().filter(Request::isChange).toList();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(lower(name), values.getFirst()));
    requests.add(
        new Request(
            exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), headers, body));
    Answer answer = answer(exchange, body);
    beforeAnswer.run();
    if (answer.location() != null) {
      exchange.getResponseHeaders().add("Location", answer.location());
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private Answer answer(HttpExchange exchange, String body) {
    switch (mood) {
      case FAILS -> {
        return new Answer(503, "", null);
      }
      case GONE -> {
        return new Answer(410, "", null);
      }
      case REDIRECTS -> {
        return new Answer(302, "", "http://169.254.169.254/latest/meta-data");
      }
      case HANGS -> await();
      case GOOD, LIES, MIXES_UP -> {}
    }
    String path = exchange.getRequestURI().getRawPath();
    if (path.equals("/hook")) {
      return new Answer(202, "", null);
    }
    if (path.equals("/scim/ServiceProviderConfig")) {
      return new Answer(200, "{\"patch\":{\"supported\":" + patches + "}}", null);
    }
    if (path.equals("/scim/Users")) {
      return search(exchange.getRequestURI().getQuery());
    }
    if (path.startsWith("/scim/Users/")) {
      String id =
          URLDecoder.decode(path.substring("/scim/Users/".length()), StandardCharsets.UTF_8);
      return account(exchange.getRequestMethod(), id, body);
    }
    return new Answer(404, "", null);
  }

  private Answer search(String query) {
    String wanted = query.replaceAll(".*\"(.*)\".*", "$1");
    String attribute = query.replaceAll(".*filter=(\\w+) eq.*", "$1");
    ObjectNode list = JSON.createObjectNode();
    tools.jackson.databind.node.ArrayNode found = list.putArray("Resources");
    accounts.values().stream()
        .filter(a -> mood == Mood.MIXES_UP || a.get(attribute).asString().equalsIgnoreCase(wanted))
        .forEach(found::add);
    list.put("totalResults", found.size());
    return new Answer(200, list.toString(), null);
  }

  private Answer account(String method, String id, String body) {
    ObjectNode account = accounts.get(id);
    if (account == null) {
      return new Answer(404, "", null);
    }
    if (mood != Mood.LIES) {
      JsonNode json = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
      switch (method) {
        case "PATCH" -> {
          if (!patches) {
            return new Answer(501, "", null);
          }
          account.put("active", json.at("/Operations/0/value").asBoolean());
        }
        case "PUT" -> accounts.put(id, (ObjectNode) json);
        case "DELETE" -> accounts.remove(id);
        default -> {}
      }
    }
    return method.equals("DELETE")
        ? new Answer(204, "", null)
        : new Answer(200, accounts.getOrDefault(id, account).toString(), null);
  }

  private void await() {
    try {
      if (!end.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody closed the application that hangs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private record Answer(int status, String body, String location) {}
}
