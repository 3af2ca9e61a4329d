package dev.offboard.orchestrator.directory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.ResilientCalls;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Looks up at entitlement-service which roles a user holds, so that a role change that names a
/// wrong one is refused before anything is done. A service that doesn't answer is an honest 503.
public final class HeldRoles {
  private static final Logger log = LoggerFactory.getLogger(HeldRoles.class);
  private static final int OK = 200;

  /// A restart of entitlement-service takes about that long.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final EntitlementProperties properties;
  private final String token;
  private final ResilientCalls calls;
  private final JsonMapper mapper;

  HeldRoles(
      EntitlementProperties properties, String token, ResilientCalls calls, JsonMapper mapper) {
    this.properties = properties;
    this.token = token;
    this.calls = calls;
    this.mapper = mapper;
  }

  /// Outside of any transaction: it is a call over the network.
  ///
  /// @throws ApiProblem 404 `grant-unknown` naming the first role that the user doesn't hold, 503
  ///   `entitlement-away`
  public void requireHeld(UserRef user, List<HeldRole> roles) {
    List<HeldRole> held = of(user);
    roles.stream()
        .filter(role -> !held.contains(role))
        .findFirst()
        .ifPresent(
            missing -> {
              throw ApiProblem.notFound(
                      "grant-unknown",
                      "revoke: user %s does not hold %s (holds: %s). Nothing was done."
                          .formatted(user, missing, words(held)))
                  .with("field", "revoke");
            });
  }

  private static String words(List<HeldRole> held) {
    return held.isEmpty()
        ? "nothing"
        : held.stream().map(HeldRole::key).sorted().collect(Collectors.joining(", "));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Grant(String applicationId, String role) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Grants(@Nullable List<Grant> grants) {}

  /// All of them. Outside of any transaction.
  ///
  /// @throws ApiProblem 503 `entitlement-away`
  public List<HeldRole> of(UserRef user) {
    HttpResponse<String> response = call(user);
    if (response.statusCode() != OK) {
      throw away(user, "answered " + response.statusCode());
    }
    try {
      List<Grant> grants = mapper.readValue(response.body(), Grants.class).grants();
      return grants == null
          ? List.of()
          : grants.stream().map(it -> new HeldRole(it.applicationId(), it.role())).toList();
    } catch (JacksonException e) {
      // the parser's message may quote the body
      throw away(user, "answered something that are no grants");
    }
  }

  private HttpResponse<String> call(UserRef user) {
    URI uri =
        properties
            .url()
            .resolve("/api/tenants/%s/users/%s/grants".formatted(user.tenantId(), user.userId()));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .timeout(properties.callTimeout())
            .GET()
            .build();
    try {
      return calls.send(request);
    } catch (CallNotPermittedException e) {
      throw away(user, "has failed too often lately and is left alone for a moment");
    } catch (TimeoutException | IOException e) {
      throw away(user, "does not answer");
    }
  }

  private static ApiProblem away(UserRef user, String what) {
    log.warn(
        "entitlement-service {} when asked for the roles of {}; the request is refused with 503 and"
            + " nothing is kept of it",
        what,
        user);
    return ApiProblem.unavailable(
        "entitlement-away",
        "entitlement-service %s, so it is not known what %s holds. Nothing was done; try again after %d s."
            .formatted(what, user, RETRY_AFTER.toSeconds()),
        RETRY_AFTER);
  }
}
