package dev.offboard.orchestrator.calls;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads what one service tells as JSON, as another service of the installation.
public final class JsonReads {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Place place;
  private final ResilientCalls calls;
  private final JsonMapper mapper;

  public JsonReads(Place place, ResilientCalls calls, JsonMapper mapper) {
    this.place = place;
    this.calls = calls;
    this.mapper = mapper;
  }

  /// Where a service is, and how to be let in.
  ///
  /// @param service its name, for people
  /// @param callTimeout for one try
  public record Place(String service, URI url, String token, Duration callTimeout) {
    @Override
    public String toString() {
      return service;
    }
  }

  /// A text that is no JSON, as it is. Empty for what isn't there.
  ///
  /// @throws ServiceAway if the service doesn't say
  public Optional<String> readText(String path) {
    HttpResponse<String> response = call(request(path, "text/plain").GET());
    if (response.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    if (response.statusCode() != OK) {
      throw away("answered " + response.statusCode());
    }
    return Optional.of(response.body());
  }

  /// Empty for what isn't there.
  ///
  /// @throws ServiceAway if the service doesn't say
  public <T> Optional<T> read(String path, Class<T> type) {
    return answer(call(request(path, "application/json").GET()), type);
  }

  private <T> Optional<T> answer(HttpResponse<String> response, Class<T> type) {
    if (response.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    if (response.statusCode() != OK) {
      throw away("answered " + response.statusCode());
    }
    try {
      return Optional.of(mapper.readValue(response.body(), type));
    } catch (JacksonException e) {
      // the parser's message may quote the body
      throw away("answered something else");
    }
  }

  /// A question that is too long for an address. Asked again like any other: it changes nothing.
  ///
  /// @throws ServiceAway if the service doesn't say
  public <T> T ask(String path, Object question, Class<T> type) {
    HttpRequest.Builder request =
        request(path, "application/json")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(mapper.writeValueAsString(question)));
    return answer(call(request), type).orElseThrow(() -> away("answered " + NOT_FOUND));
  }

  private HttpRequest.Builder request(String path, String accept) {
    return HttpRequest.newBuilder(place.url().resolve(path))
        .header("Authorization", "Bearer " + place.token())
        .header("Accept", accept)
        .timeout(place.callTimeout());
  }

  private HttpResponse<String> call(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      return calls.send(request);
    } catch (CallNotPermittedException e) {
      throw away("has failed too often lately and is left alone for a moment");
    } catch (TimeoutException | IOException e) {
      throw away("does not answer");
    }
  }

  private ServiceAway away(String what) {
    return new ServiceAway(place.service() + " " + what);
  }
}
