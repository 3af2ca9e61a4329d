package dev.offboard.local.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Requests to one service, made from its own API document: every operation, with what it doesn't
/// expect in its path, query, headers and body, now and then by somebody it doesn't know.
///
/// @param good what is right in a path, by the name of the parameter: so that some get far
public final class HostileRequests {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final List<String> OPERATIONS = List.of("get", "put", "post", "delete");
  private static final List<String> MEDIA_TYPES =
      List.of(
          "application/json",
          "application/xml",
          "application/x-www-form-urlencoded",
          "text/plain",
          "application/json;charset=UTF-16",
          "multipart/form-data; boundary=x",
          "application/x-java-serialized-object",
          "*/*",
          "nonsense");
  private static final List<String> STRANGERS =
      List.of(
          "Bearer",
          "Bearer null",
          "Bearer offb_" + "A".repeat(43),
          "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0.",
          "Basic cm9vdDpyb290",
          "Bearer " + "x".repeat(4_000));

  private record Operation(String method, String path, JsonNode described) {}

  private final URI service;
  private final String token;
  private final Map<String, String> good;
  private final List<Operation> operations = new ArrayList<>();
  private final Random random;
  private final HostileValues values;
  private final HostileBodies bodies;

  public HostileRequests(
      URI service, JsonNode document, Map<String, String> good, Identity identity) {
    this.service = service;
    this.token = identity.token();
    this.good = good;
    this.random = new Random(identity.seed());
    this.values = new HostileValues(random);
    this.bodies = new HostileBodies(document, values, random);
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (OPERATIONS.contains(operation.getKey())) {
                            operations.add(
                                new Operation(
                                    operation.getKey(), path.getKey(), operation.getValue()));
                          }
                        }));
  }

  /// As whom, and which of all sequences.
  public record Identity(String token, long seed) {}

  public HttpRequest next() {
    Operation operation = operations.get(random.nextInt(operations.size()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service + path(operation) + query(operation)))
            .timeout(TIMEOUT)
            .header("Authorization", credentials());
    headers(operation, request);
    JsonNode content = operation.described().path("requestBody").path("content");
    byte[] body = body(content);
    if (body.length > 0) {
      request.header("Content-Type", mediaType(content));
    }
    String method = random.nextInt(50) == 0 ? "patch" : operation.method();
    return request
        .method(method.toUpperCase(Locale.ROOT), BodyPublishers.ofByteArray(body))
        .build();
  }

  private String credentials() {
    return random.nextInt(10) == 0
        ? STRANGERS.get(random.nextInt(STRANGERS.size()))
        : "Bearer " + token;
  }

  private String path(Operation operation) {
    StringBuilder path = new StringBuilder();
    for (String part : operation.path().substring(1).split("/")) {
      path.append('/');
      path.append(part.startsWith("{") ? parameter(part.substring(1, part.length() - 1)) : part);
    }
    return random.nextInt(100) == 0 ? path + Texts.percent(values.garbage()) : path.toString();
  }

  private String parameter(String name) {
    String right = good.get(name);
    return right != null && random.nextInt(3) > 0 ? right : Texts.percent(values.string());
  }

  private String query(Operation operation) {
    List<String> pairs = new ArrayList<>();
    for (JsonNode parameter : operation.described().path("parameters")) {
      if (parameter.path("in").asText().equals("query") && random.nextBoolean()) {
        pairs.add(parameter.path("name").asText() + "=" + Texts.percent(values.string()));
      }
    }
    if (random.nextInt(20) == 0) {
      pairs.add(Texts.percent(values.string()) + "=" + Texts.percent(values.garbage()));
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  private void headers(Operation operation, HttpRequest.Builder request) {
    for (JsonNode parameter : operation.described().path("parameters")) {
      if (parameter.path("in").asText().equals("header") && random.nextBoolean()) {
        request.header(parameter.path("name").asText(), printable(values.string()));
      }
    }
    if (random.nextInt(10) == 0) {
      request.header("Accept", MEDIA_TYPES.get(random.nextInt(MEDIA_TYPES.size())));
    }
    if (random.nextInt(10) == 0) {
      request.header("traceparent", printable(values.string()));
      request.header("X-Forwarded-For", printable(values.string()));
    }
  }

  /// What the client lets through: it is honest about lines.
  private static String printable(String text) {
    return text.codePoints()
        .filter(it -> it >= 0x20 && it < 0x7f)
        .limit(2_000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private byte[] body(JsonNode content) {
    if (content.isEmpty()) {
      return random.nextInt(20) == 0 ? values.json().getBytes(UTF_8) : new byte[0];
    }
    return bodies.of(content);
  }

  /// What goes with it, mostly.
  private String mediaType(JsonNode content) {
    return content.isEmpty() || random.nextInt(12) == 0
        ? MEDIA_TYPES.get(random.nextInt(MEDIA_TYPES.size()))
        : content.fieldNames().next();
  }
}
