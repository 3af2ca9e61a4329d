package dev.offboard.local.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.connect.RestLogin;
import dev.offboard.local.json.Json;
import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Identity and entitlement as an import meets them: in memory, over real HTTP, both at one
/// address.
final class FakeServices implements AutoCloseable {
  final SortedMap<String, String> users = new TreeMap<>();
  final SortedMap<String, SortedSet<String>> applications = new TreeMap<>();
  final SortedSet<String> grants = new TreeSet<>();
  final List<String> requests = new ArrayList<>();
  private final Map<String, String> tenants = new HashMap<>();
  private final HttpServer server;

  FakeServices() throws IOException {
    this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  PlatformClient client() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    Map<Service, URI> everywhere =
        Arrays.stream(Service.values()).collect(Collectors.toMap(service -> service, it -> url));
    return PlatformClient.of(
        new Coordinates(
            everywhere,
            everywhere,
            "token",
            KafkaAccess.open(""),
            "",
            "",
            "",
            url,
            new RestLogin(""),
            Path.of("nowhere")));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String[] path = exchange.getRequestURI().getPath().split("/");
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(method + " " + exchange.getRequestURI().getPath());
    Answer answer = answer(method, path, text.isEmpty() ? Json.tree("{}") : Json.tree(text));
    byte[] body = Json.line(answer.body()).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /// path: "", api, tenants, T, what, id
  private Answer answer(String method, String[] path, JsonNode body) {
    String tenant = path[3];
    if (path.length == 4) {
      return new Answer(
          tenants.put(tenant, body.path("name").asText()) == null ? 201 : 200, Map.of());
    }
    return switch (path[4] + (path.length > 5 ? "/" : "") + " " + method) {
      case "users PUT" -> each(body.path("users"), user -> put(tenant, user));
      case "users/ GET" -> user(tenant + "/" + path[5]);
      case "applications GET" -> new Answer(200, Map.of("applications", list(tenant)));
      case "applications/ PUT" -> application(tenant + "/" + path[5], body);
      case "grants PUT" -> each(body.path("grants"), grant -> grant(tenant, grant));
      default -> new Answer(404, Map.of("detail", "no such path"));
    };
  }

  private static Answer each(JsonNode rows, java.util.function.Function<JsonNode, Object> put) {
    List<Object> results = new ArrayList<>();
    rows.forEach(row -> results.add(put.apply(row)));
    return new Answer(200, Map.of("results", results));
  }

  private Object put(String tenant, JsonNode user) {
    if (user.path("mail").asText().endsWith("@")) {
      return Map.of(
          "outcome", "rejected", "code", "invalid-value", "reason", "mail: is no address");
    }
    String before = users.put(tenant + "/" + user.path("userId").asText(), user.toString());
    return Map.of(
        "outcome",
        before == null ? "created" : before.equals(user.toString()) ? "unchanged" : "updated");
  }

  private Answer user(String key) {
    return users.containsKey(key)
        ? new Answer(200, Map.of("status", "ACTIVE"))
        : new Answer(404, Map.of("code", "user-unknown"));
  }

  private List<Object> list(String tenant) {
    List<Object> list = new ArrayList<>();
    applications.forEach(
        (key, roles) -> {
          if (key.startsWith(tenant + "/")) {
            list.add(Map.of("applicationId", key.substring(tenant.length() + 1), "roles", roles));
          }
        });
    return list;
  }

  private Answer application(String key, JsonNode body) {
    SortedSet<String> roles = new TreeSet<>();
    body.path("roles").forEach(role -> roles.add(role.asText()));
    return new Answer(applications.put(key, roles) == null ? 201 : 200, Map.of());
  }

  private Object grant(String tenant, JsonNode grant) {
    String application = grant.path("applicationId").asText();
    String role = grant.path("role").asText();
    SortedSet<String> roles = applications.get(tenant + "/" + application);
    if (roles == null || !roles.contains(role)) {
      return Map.of("outcome", "rejected", "reason", "role-unknown");
    }
    String key = "%s/%s %s/%s".formatted(tenant, grant.path("userId").asText(), application, role);
    return Map.of("outcome", grants.add(key) ? "created" : "unchanged");
  }

  private record Answer(int status, Object body) {}
}
