package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// JSON over HTTP to one service on loopback. What may be repeated without effect (everything but a
/// plain POST) is repeated while the service is away, no longer than [#AWAY_PATIENCE]: the
/// supervisor is starting it again.
final class Api {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  /// A crashed service is back within a few seconds on a machine with two cores.
  private static final Duration AWAY_PATIENCE = Duration.ofSeconds(40);

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final HttpClient http;
  private final URI base;
  private final String token;

  Api(HttpClient http, URI base, String token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  Answer get(String path) {
    return repeatedly(request(path).GET().build());
  }

  /// The same, of another media type.
  Answer get(String path, String mediaType) {
    return repeatedly(request(path).setHeader("Accept", mediaType).GET().build());
  }

  Answer put(String path, Object body) {
    return repeatedly(json(path).PUT(BodyPublishers.ofString(Json.line(body))).build());
  }

  Answer delete(String path) {
    return repeatedly(request(path).DELETE().build());
  }

  /// A POST that does no harm when it is repeated: it only asks, carries a key, or makes one thing
  /// more that nobody knows of.
  Answer postRepeatably(String path, Object body) {
    return postRepeatably(path, body, Map.of());
  }

  /// The same with headers.
  Answer postRepeatably(String path, Object body, Map<String, String> headers) {
    HttpRequest.Builder request = json(path).POST(BodyPublishers.ofString(Json.line(body)));
    headers.forEach(request::header);
    return repeatedly(request.build());
  }

  /// Sent once.
  Answer post(String path, Object body) {
    return once(json(path).POST(BodyPublishers.ofString(Json.line(body))).build());
  }

  /// Form-encoded; only asks, so it may be repeated.
  Answer formRepeatably(String path, Map<String, String> fields) {
    return repeatedly(formRequest(path, fields));
  }

  /// Form-encoded, sent once.
  Answer form(String path, Map<String, String> fields) {
    return once(formRequest(path, fields));
  }

  /// Form-encoded, sent once and not waited for.
  CompletableFuture<Answer> formAsync(String path, Map<String, String> fields) {
    HttpRequest request = formRequest(path, fields);
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(response -> answer(request, response));
  }

  /// The bytes under the path, or nothing if there are none. Sent once.
  ///
  /// @throws ServiceRefusal if it is refused
  /// @throws IOException if there is no answer
  Optional<byte[]> bytes(String path) throws IOException {
    HttpRequest request = request(path).header("Accept", "*/*").GET().build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      String text = new String(response.body(), StandardCharsets.UTF_8);
      new Answer(name(request), response.statusCode(), text, body(text)).expect(OK);
      return Optional.of(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformFailure("Interrupted while %s was under way".formatted(name(request)), e);
    }
  }

  private HttpRequest formRequest(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form))
        .build();
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(CALL_TIMEOUT)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  private Answer repeatedly(HttpRequest request) {
    long deadline = System.nanoTime() + AWAY_PATIENCE.toNanos();
    while (true) {
      try {
        Answer answer = send(request);
        if (answer.status() != UNAVAILABLE || System.nanoTime() >= deadline) {
          return answer;
        }
      } catch (IOException e) {
        if (System.nanoTime() >= deadline) {
          throw away(request, e);
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private Answer once(HttpRequest request) {
    try {
      return send(request);
    } catch (IOException e) {
      throw away(request, e);
    }
  }

  private Answer send(HttpRequest request) throws IOException {
    try {
      return answer(request, http.send(request, BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformFailure("Interrupted while %s was under way".formatted(name(request)), e);
    }
  }

  private static Answer answer(HttpRequest request, HttpResponse<String> response) {
    return new Answer(name(request), response.statusCode(), response.body(), body(response.body()));
  }

  private static JsonNode body(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : Json.tree(text);
    } catch (UncheckedIOException e) {
      return MissingNode.getInstance();
    }
  }

  private PlatformFailure away(HttpRequest request, IOException cause) {
    return new PlatformFailure(
        "%s at %s has no answer (%s). See `offboard status` and repeat the command; what was done is kept"
            .formatted(name(request), base, cause),
        cause);
  }

  private static String name(HttpRequest request) {
    return request.method() + " " + request.uri().getPath();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
