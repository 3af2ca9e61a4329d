package dev.offboard.orchestrator.directory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.ResilientCalls;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What identity-service tells about one user or tenant that is asked about seldom: which API keys
/// somebody has, how many users there are. A service that doesn't answer is an honest 503.
public final class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  /// A restart of identity-service takes about that long.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final DirectoryProperties properties;
  private final String token;
  private final ResilientCalls calls;
  private final JsonMapper mapper;

  Accounts(DirectoryProperties properties, String token, ResilientCalls calls, JsonMapper mapper) {
    this.properties = properties;
    this.token = token;
    this.calls = calls;
    this.mapper = mapper;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Key(UUID keyId, @Nullable Instant revokedAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Keys(@Nullable List<Key> apiKeys) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Size(long activeUsers) {}

  /// The keys that open something, by id. Outside of any transaction. Of a user who isn't there,
  /// none.
  ///
  /// @throws ApiProblem 503 `identity-away`
  public List<UUID> apiKeysOf(UserRef user) {
    String path = "/api/tenants/%s/users/%s/api-keys".formatted(user.tenantId(), user.userId());
    List<Key> keys = get(path, Keys.class).map(Keys::apiKeys).orElseGet(List::of);
    return keys.stream().filter(key -> key.revokedAt() == null).map(Key::keyId).sorted().toList();
  }

  /// How many may sign in. Outside of any transaction.
  ///
  /// @throws ApiProblem 503 `identity-away`
  public long activeUsersOf(TenantId tenant) {
    return get("/api/tenants/%s/size".formatted(tenant), Size.class)
        .map(Size::activeUsers)
        .orElse(0L);
  }

  private <T> Optional<T> get(String path, Class<T> type) {
    HttpResponse<String> response = call(path);
    if (response.statusCode() == HttpStatus.NOT_FOUND.value()) {
      return Optional.empty();
    }
    if (response.statusCode() != HttpStatus.OK.value()) {
      throw away(path, "answered " + response.statusCode());
    }
    try {
      return Optional.of(mapper.readValue(response.body(), type));
    } catch (JacksonException e) {
      // the parser's message may quote the body
      throw away(path, "answered something else");
    }
  }

  private HttpResponse<String> call(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(properties.url().resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .timeout(properties.callTimeout())
            .GET()
            .build();
    try {
      return calls.send(request);
    } catch (CallNotPermittedException e) {
      throw away(path, "has failed too often lately and is left alone for a moment");
    } catch (TimeoutException | IOException e) {
      throw away(path, "does not answer");
    }
  }

  private static ApiProblem away(String path, String what) {
    log.warn(
        "identity-service {} when asked for {}; the request is refused with 503 and nothing is kept"
            + " of it",
        what,
        path);
    return ApiProblem.unavailable(
        "identity-away",
        "identity-service %s, so it is not known what would be done. Nothing was done; try again after %d s."
            .formatted(what, RETRY_AFTER.toSeconds()),
        RETRY_AFTER);
  }
}
