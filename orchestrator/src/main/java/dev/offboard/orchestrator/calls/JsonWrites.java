package dev.offboard.orchestrator.calls;

import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.JsonReads.Place;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Has one service do what somebody wants who is let in here. Asked once, never again by itself: of
/// what isn't answered nobody knows whether it was done, and the words say so. What the service
/// refuses is refused here, in its words.
public final class JsonWrites implements AutoCloseable {
  private static final int FIRST_REFUSAL = 400;
  private static final int FIRST_FAILURE = 500;

  private final Place place;
  private final JsonMapper mapper;
  private final HttpClient client;

  public JsonWrites(Place place, JsonMapper mapper) {
    this.place = place;
    this.mapper = mapper;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(place.callTimeout())
            .build();
  }

  /// @param method POST or PUT
  /// @throws ApiProblem what the service refuses, with its code
  /// @throws ServiceAway if it doesn't say whether it was done
  public void send(String method, String path, Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(place.url().resolve(path))
            .header("Authorization", "Bearer " + place.token())
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .timeout(place.callTimeout())
            .method(method, BodyPublishers.ofString(mapper.writeValueAsString(body)))
            .build();
    HttpResponse<String> response = call(request);
    if (response.statusCode() >= FIRST_FAILURE) {
      throw away("answered " + response.statusCode());
    }
    if (response.statusCode() >= FIRST_REFUSAL) {
      throw refused(response);
    }
  }

  private HttpResponse<String> call(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw away("does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away("was not waited for: the process is about to stop");
    }
  }

  private ApiProblem refused(HttpResponse<String> response) {
    JsonNode problem = read(response.body());
    String code = problem.path("code").asString("refused");
    String words =
        problem
            .path("detail")
            .asString(
                "%s refused it with %d. Nothing was done."
                    .formatted(place.service(), response.statusCode()));
    return switch (response.statusCode()) {
      case 404 -> ApiProblem.notFound(code, words);
      case 409 -> ApiProblem.conflict(code, words);
      default -> ApiProblem.badRequest(code, words);
    };
  }

  private JsonNode read(String body) {
    try {
      return mapper.readTree(body);
    } catch (JacksonException e) {
      return mapper.createObjectNode();
    }
  }

  private ServiceAway away(String what) {
    return new ServiceAway(
        "%s %s, so nobody knows whether it was done: look again before you repeat it"
            .formatted(place.service(), what));
  }

  @Override
  public void close() {
    client.close();
  }
}
