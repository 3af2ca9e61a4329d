package dev.offboard.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.TokenClient;
import dev.offboard.local.hostile.HostileRequests;
import dev.offboard.local.json.Json;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.runtime.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Somebody with every role in a tenant, or none, sends what nobody honest sends, to every
/// operation of every service. `-Dhostile.requests=100000` for as many as one likes,
/// `-Dhostile.seed=7` for others.
@OnPlatform
class HostileRequestsIT {
  private static final int REQUESTS = Integer.getInteger("hostile.requests", 4_000);
  private static final long SEED = Long.getLong("hostile.seed", 20_261_123L);
  private static final String HOSTILE = "it-hostile";
  private static final String WATCHED = "it-hostile-watched";
  private static final int CALLERS_PER_SERVICE = 2;
  private static final int MOST_SHOWN = 20;
  private static final int MOST_REPEATS = 20;
  private static final Duration BOUND = Duration.ofMinutes(20);

  /// What our programs look like from inside.
  private static final Pattern INSIDE =
      Pattern.compile(
          "[a-z]Exception|\\bat dev\\.offboard|org\\.postgresql|springframework|tools\\.jackson");

  private static final List<String> ROLES =
      List.of(
          "viewer",
          "requester",
          "approver",
          "operator",
          "auditor",
          "administrator",
          "relying-party");

  private final Stage stage;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Requests that found a hole.
  private final List<String> broken = Collections.synchronizedList(new ArrayList<>());

  HostileRequestsIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void no_request_breaks_a_service_shows_its_inside_or_reaches_another_tenant() throws Exception {
    stage.companyOf(HOSTILE, 3);
    UserRef watched = stage.companyOf(WATCHED, 3).getFirst();
    stage.sessionOf(watched);
    String token =
        stage
            .services()
            .tokens()
            .create(
                new TokenClient.Wish(
                    "hostile", Optional.of(HOSTILE), ROLES, Optional.empty(), Optional.empty()))
            .path("token")
            .asText();
    Map<String, String> before = stage.fingerprintOf(WATCHED);

    Map<Integer, Integer> answers = sendAll(token);

    System.out.printf("%d hostile requests, seed %d: %s%n", REQUESTS, SEED, answers);
    assertThat(broken.stream().limit(MOST_SHOWN)).as("%d in all", broken.size()).isEmpty();
    assertThat(answers.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
    assertThat(answers).containsKeys(200, 400, 401, 404, 413);
    assertThat(stage.fingerprintOf(WATCHED)).isEqualTo(before);
    OffboardingId id = stage.offboard(watched, Stage.ERASURE);
    stage.await("work goes on", id, it -> it.state() == OffboardingState.COMPLETED);
  }

  /// How many answers had which status.
  private Map<Integer, Integer> sendAll(String token) throws Exception {
    List<Callable<Map<Integer, Integer>>> callers = new ArrayList<>();
    int all = Service.values().length * CALLERS_PER_SERVICE;
    for (int i = 0; i < all; i++) {
      Service service = Service.values()[i / CALLERS_PER_SERVICE];
      HostileRequests requests = requests(service, token, SEED + i);
      int share = REQUESTS / all + (i < REQUESTS % all ? 1 : 0);
      callers.add(() -> send(requests, share, token));
    }
    Map<Integer, Integer> answers = new TreeMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(all)) {
      for (Future<Map<Integer, Integer>> each :
          threads.invokeAll(callers, BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        each.get().forEach((status, count) -> answers.merge(status, count, Integer::sum));
      }
    }
    return answers;
  }

  private HostileRequests requests(Service service, String token, long seed) throws Exception {
    URI at = stage.coordinates().url(service);
    JsonNode document =
        Json.tree(
            http.send(
                    HttpRequest.newBuilder(URI.create(at + "/openapi.json")).build(),
                    BodyHandlers.ofString())
                .body());
    Map<String, String> good =
        Map.of(
            "tenantId", HOSTILE,
            "userId", "u1",
            "applicationId", Stage.READER.applicationId(),
            "role", Stage.READER.role(),
            "id", UUID.nameUUIDFromBytes(new byte[] {1}).toString(),
            "taskId", UUID.nameUUIDFromBytes(new byte[] {2}).toString());
    return new HostileRequests(at, document, good, new HostileRequests.Identity(token, seed));
  }

  private Map<Integer, Integer> send(HostileRequests requests, int count, String token)
      throws IOException, InterruptedException {
    Map<Integer, Integer> answers = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      HttpRequest request = requests.next();
      HttpResponse<String> response = answered(request);
      if (response.statusCode() >= 500
          || response.statusCode() >= 400 && INSIDE.matcher(response.body()).find()) {
        broken.add(
            "%s %s %s: %s"
                .formatted(
                    request.method(), request.uri(), request.headers().map(), response.body())
                .replace(token, "TOKEN"));
      }
      answers.merge(response.statusCode(), 1, Integer::sum);
    }
    return answers;
  }

  /// A busy machine may ask to come again.
  private HttpResponse<String> answered(HttpRequest request)
      throws IOException, InterruptedException {
    for (int i = 0; ; i++) {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 503 || i == MOST_REPEATS) {
        return response;
      }
    }
  }
}
