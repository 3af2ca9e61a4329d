package dev.offboard.orchestrator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.contracts.UserRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An identity-service on loopback that knows what it is told, and can fail; also an
/// entitlement-service that knows who holds which roles.
public final class IdentityStub {
  private static final JsonMapper JSON = new JsonMapper();
  private final Map<String, String> users = new ConcurrentHashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final HttpServer server;
  private volatile int grantsFailure;
  private volatile Supplier<Integer> failure = () -> 0;

  private IdentityStub(HttpServer server) {
    this.server = server;
  }

  public static IdentityStub started() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      IdentityStub stub = new IdentityStub(server);
      server.createContext("/api/users/look-ups", stub::answer);
      server.createContext("/api/users/resolutions", stub::answerNames);
      server.createContext("/api/active-users", stub::answerActive);
      server.createContext("/api/tenants/", stub::answerGrants);
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

  public int calls() {
    return calls.get();
  }

  public void knows(UserRef user, int epoch, String status) {
    users.put(user.tenantId().value(), "");
    users.put(
        user.key(),
        """
        {"tenantId":"%s","userId":"%s","status":"%s","epoch":%d,"newerField":1}\
        """
            .formatted(user.tenantId(), user.userId(), status, epoch));
  }

  /// An account that nobody may touch.
  public void protects(UserRef user) {
    users.computeIfPresent(user.key(), (key, known) -> known.replace("}", ",\"protected\":true}"));
  }

  /// Employed under another contract besides.
  public void employs(UserRef user, Instant until) {
    users.computeIfPresent(
        user.key(),
        (key, known) -> known.replace("}", ",\"otherContractUntil\":\"%s\"}".formatted(until)));
  }

  public void administers(UserRef user) {
    users.computeIfPresent(
        user.key(), (key, known) -> known.replace("}", ",\"administrator\":true}"));
  }

  /// Nobody else administers the tenant.
  public void administersAlone(UserRef user) {
    administers(user);
    users.computeIfPresent(
        user.key(), (key, known) -> known.replace("}", ",\"lastAdministrator\":true}"));
  }

  /// What pages and mails are told about somebody.
  public void tells(UserRef user, String name, String mail) {
    answers.put(
        "/api/tenants/%s/users/%s".formatted(user.tenantId(), user.userId()),
        """
        {"tenantId":"%s","userId":"%s","kind":"EMPLOYEE","status":"ACTIVE","displayName":"%s","mail":"%s"}\
        """
            .formatted(user.tenantId(), user.userId(), name, mail));
  }

  /// All who may sign in at a tenant.
  public void hasActive(String tenant, List<String> users) {
    answers.put("active " + tenant, JSON.writeValueAsString(Map.of("userIds", users)));
  }

  /// Who is meant by a user name or mail address of the tenant.
  public void names(String tenant, String name, String... users) {
    answers.put("name " + tenant + " " + name, JSON.writeValueAsString(users));
  }

  private void answerActive(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    String tenant = query.substring(query.indexOf('=') + 1, query.indexOf('&'));
    String known = answers.get("active " + tenant);
    send(exchange, known == null ? 404 : 200, known == null ? "" : known);
  }

  private void answerNames(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("names");
    int status = failure.get();
    send(
        exchange,
        status == 0 ? 200 : status,
        asked
            .valueStream()
            .map(
                it ->
                    answers.getOrDefault(
                        "name %s %s"
                            .formatted(
                                it.path("tenantId").asString(),
                                it.path(it.path("mail").isString() ? "mail" : "userName")
                                    .asString()),
                        "[]"))
            .map("{\"userIds\":%s}"::formatted)
            .collect(Collectors.joining(",", "{\"results\":[", "]}")));
  }

  /// How many users the tenant has; of others, none is known.
  public void counts(String tenant, long activeUsers) {
    answers.put(
        "/api/tenants/%s/size".formatted(tenant), "{\"activeUsers\":%d}".formatted(activeUsers));
  }

  /// API keys that open something.
  public void hasKeys(UserRef user, UUID... keys) {
    answers.put(
        "/api/tenants/%s/users/%s/api-keys".formatted(user.tenantId(), user.userId()),
        Arrays.stream(keys)
            .map("{\"keyId\":\"%s\",\"epoch\":1}"::formatted)
            .collect(Collectors.joining(",", "{\"apiKeys\":[", "]}")));
  }

  /// Each as `application/role`.
  public void holds(UserRef user, String... roles) {
    answers.put(
        "/api/tenants/%s/users/%s/grants".formatted(user.tenantId(), user.userId()),
        Arrays.stream(roles)
            .map(role -> role.split("/"))
            .map(
                role ->
                    "{\"applicationId\":\"%s\",\"role\":\"%s\",\"epoch\":1}"
                        .formatted(role[0], role[1]))
            .collect(Collectors.joining(",", "{\"grants\":[", "]}")));
  }

  /// What is answered about this user's roles makes no sense.
  public void holdsRubbish(UserRef user) {
    answers.put(
        "/api/tenants/%s/users/%s/grants".formatted(user.tenantId(), user.userId()), "rubbish");
  }

  /// Every question about grants is answered with that status, until [#isThere].
  public void failsGrants(int status) {
    grantsFailure = status;
  }

  private void answerGrants(HttpExchange exchange) throws IOException {
    int status = grantsFailure;
    String known =
        answers.getOrDefault(
            exchange.getRequestURI().getPath(),
            exchange.getRequestURI().getPath().endsWith("/size")
                ? "{\"activeUsers\":0}"
                : "{\"grants\":[]}");
    send(exchange, status == 0 ? 200 : status, status == 0 ? known : "");
  }

  public void answersRubbishAbout(UserRef user) {
    users.put(user.key(), "[1, 2");
  }

  public void isThere() {
    grantsFailure = 0;
    failure = () -> 0;
  }

  /// Every call answers with that status.
  public void fails(int status) {
    failure = () -> status;
  }

  public void failsOnce(int status) {
    AtomicInteger left = new AtomicInteger(1);
    failure = () -> left.getAndDecrement() > 0 ? status : 0;
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    int status = failure.get();
    if (status != 0) {
      send(exchange, status, "");
      return;
    }
    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("users");
    send(
        exchange,
        200,
        asked
            .valueStream()
            .map(user -> answer(user.path("tenantId").asString(), user.path("userId").asString()))
            .collect(Collectors.joining(",", "{\"results\":[", "]}")));
  }

  private String answer(String tenant, String user) {
    String known = users.get(tenant + "/" + user);
    return known != null
        ? known
        : "{\"code\":\"%s\"}"
            .formatted(users.containsKey(tenant) ? "user-unknown" : "tenant-unknown");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
