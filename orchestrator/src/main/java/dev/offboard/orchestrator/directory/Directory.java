package dev.offboard.orchestrator.directory;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Looks users up at identity-service. A user or tenant that isn't there is 404, a service that
/// doesn't answer is an honest 503: nothing is accepted on a guess.
public final class Directory {
  private static final Logger log = LoggerFactory.getLogger(Directory.class);

  /// A restart of identity-service takes about that long.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final URI url;
  private final String token;
  private final Duration callTimeout;
  private final ResilientCalls calls;
  private final JsonMapper mapper;

  Directory(DirectoryProperties properties, String token, ResilientCalls calls, JsonMapper mapper) {
    this.url = properties.url();
    this.callTimeout = properties.callTimeout();
    this.token = token;
    this.calls = calls;
    this.mapper = mapper;
  }

  /// Outside of any transaction: it is a call over the network.
  ///
  /// @throws ApiProblem 404 `tenant-unknown` or `user-unknown`, 503 `identity-away`
  public DirectoryUser find(UserRef user) {
    HttpResponse<String> response = call(user);
    return switch (response.statusCode()) {
      case 200 -> read(response.body(), user);
      case 404 -> throw unknown(response.body(), user);
      default -> throw away(user, "answered " + response.statusCode(), null);
    };
  }

  private HttpResponse<String> call(UserRef user) {
    HttpRequest request =
        HttpRequest.newBuilder(
                url.resolve("/api/tenants/%s/users/%s".formatted(user.tenantId(), user.userId())))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .timeout(callTimeout)
            .build();
    try {
      return calls.send(request);
    } catch (CallNotPermittedException e) {
      throw away(user, "has failed too often lately and is left alone for a moment", e);
    } catch (TimeoutException | IOException e) {
      throw away(user, "does not answer", e);
    }
  }

  private DirectoryUser read(String body, UserRef user) {
    try {
      return mapper.readValue(body, DirectoryUser.class);
    } catch (JacksonException e) {
      // the parser's message may quote the body, which has names in it
      throw away(user, "answered something that is no user", null);
    }
  }

  private ApiProblem unknown(String body, UserRef user) {
    return isTenantUnknown(body)
        ? ApiProblem.notFound(
            "tenant-unknown", "There is no tenant %s. Nothing was done.".formatted(user.tenantId()))
        : ApiProblem.notFound(
            "user-unknown",
            "Tenant %s has no user %s. Nothing was done."
                .formatted(user.tenantId(), user.userId()));
  }

  private boolean isTenantUnknown(String body) {
    try {
      JsonNode code = mapper.readTree(body).path("code");
      return "tenant-unknown".equals(code.asString(""));
    } catch (JacksonException e) {
      return false;
    }
  }

  private static ApiProblem away(UserRef user, String what, @Nullable Exception cause) {
    log.warn(
        "identity-service {} when asked for {}; the request is refused with 503 and nothing is kept"
            + " of it: {}",
        what,
        user,
        String.valueOf(cause));
    return ApiProblem.unavailable(
        "identity-away",
        "identity-service %s, so it is not known who %s is. Nothing was done; try again after %d s."
            .formatted(what, user, RETRY_AFTER.toSeconds()),
        RETRY_AFTER);
  }
}
