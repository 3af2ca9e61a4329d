package dev.offboard.orchestrator.directory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.ResilientCalls;
import dev.offboard.orchestrator.gathering.Gathering;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Looks users up at identity-service; those asked for at the same time in one call. A user or
/// tenant that isn't there is 404, a service that doesn't answer is an honest 503: nothing is
/// accepted on a guess.
public final class Directory implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Directory.class);

  /// As many as identity-service looks up in one request.
  private static final int MOST_TOGETHER = 500;

  /// A restart of identity-service takes about that long.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final URI url;
  private final String token;
  private final DirectoryProperties properties;
  private final ResilientCalls calls;
  private final JsonMapper mapper;
  private final Gathering<UserRef, Found> gathering;

  Directory(DirectoryProperties properties, String token, ResilientCalls calls, JsonMapper mapper) {
    this.url = properties.url().resolve("/api/users/look-ups");
    this.properties = properties;
    this.token = token;
    this.calls = calls;
    this.mapper = mapper;
    this.gathering =
        new Gathering<>("directory", MOST_TOGETHER, this::look, IdentityAway.class::isInstance);
  }

  /// Outside of any transaction: it is a call over the network.
  ///
  /// @throws ApiProblem 404 `tenant-unknown` or `user-unknown`, 503 `identity-away`
  public DirectoryUser find(UserRef user) {
    try {
      // the call under way and the next one
      Found found = gathering.ask(user, properties.totalTimeout().multipliedBy(2));
      return found.user().orElseThrow(() -> unknown(found, user));
    } catch (IdentityAway e) {
      throw away(user, e);
    } catch (TimeoutException e) {
      throw away(user, new IdentityAway("does not answer", e));
    }
  }

  /// Many at once; empty for one that isn't there.
  ///
  /// @throws ApiProblem 503 `identity-away`
  public Map<UserRef, Optional<DirectoryUser>> findAll(List<UserRef> users) {
    try {
      Map<UserRef, Optional<DirectoryUser>> all = new HashMap<>();
      for (int from = 0; from < users.size(); from += MOST_TOGETHER) {
        List<UserRef> some = users.subList(from, Math.min(from + MOST_TOGETHER, users.size()));
        List<Found> found = look(some);
        for (int i = 0; i < some.size(); i++) {
          all.put(some.get(i), found.get(i).user());
        }
      }
      return all;
    } catch (IdentityAway e) {
      throw away(users.getFirst(), e);
    }
  }

  /// What identity-service says about one user.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Found(
      @Nullable Epoch epoch,
      @Nullable String status,
      @Nullable Instant otherContractUntil,
      @JsonProperty("protected") @Nullable Boolean isProtected,
      @JsonProperty("administrator") @Nullable Boolean isAdministrator,
      @JsonProperty("lastAdministrator") @Nullable Boolean isLastAdministrator,
      @Nullable String kind,
      @Nullable String code) {
    Optional<DirectoryUser> user() {
      return epoch == null || status == null
          ? Optional.empty()
          : Optional.of(
              new DirectoryUser(
                  epoch,
                  status,
                  otherContractUntil,
                  Boolean.TRUE.equals(isProtected),
                  Boolean.TRUE.equals(isAdministrator),
                  Boolean.TRUE.equals(isLastAdministrator),
                  kind == null ? "" : kind));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Answers(@Nullable List<Found> results) {}

  private record LookUp(List<UserRef> users) {}

  private List<Found> look(List<UserRef> users) {
    HttpResponse<String> response = call(users);
    if (response.statusCode() != HttpStatus.OK.value()) {
      throw new IdentityAway("answered " + response.statusCode(), null);
    }
    List<Found> found = read(response.body());
    if (found.size() != users.size()) {
      throw new IdentityAway(
          "answered %d users (expected: %d)".formatted(found.size(), users.size()), null);
    }
    return found;
  }

  private HttpResponse<String> call(List<UserRef> users) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .timeout(properties.callTimeout())
            .POST(BodyPublishers.ofString(mapper.writeValueAsString(new LookUp(users))))
            .build();
    try {
      return calls.send(request);
    } catch (CallNotPermittedException e) {
      throw new IdentityAway("has failed too often lately and is left alone for a moment", e);
    } catch (TimeoutException | IOException e) {
      throw new IdentityAway("does not answer", e);
    }
  }

  private List<Found> read(String body) {
    try {
      List<Found> results = mapper.readValue(body, Answers.class).results();
      return results == null ? List.of() : results;
    } catch (JacksonException e) {
      // the parser's message may quote the body
      throw new IdentityAway("answered something that is no user", null);
    }
  }

  private static ApiProblem unknown(Found found, UserRef user) {
    return "tenant-unknown".equals(found.code())
        ? ApiProblem.notFound(
            "tenant-unknown", "There is no tenant %s. Nothing was done.".formatted(user.tenantId()))
        : ApiProblem.notFound(
            "user-unknown",
            "Tenant %s has no user %s. Nothing was done."
                .formatted(user.tenantId(), user.userId()));
  }

  private static ApiProblem away(UserRef user, IdentityAway away) {
    log.warn(
        "identity-service {} when asked for {}; the request is refused with 503 and nothing is kept"
            + " of it: {}",
        away.getMessage(),
        user,
        String.valueOf(away.getCause()));
    return ApiProblem.unavailable(
        "identity-away",
        "identity-service %s, so it is not known who %s is. Nothing was done; try again after %d s."
            .formatted(away.getMessage(), user, RETRY_AFTER.toSeconds()),
        RETRY_AFTER);
  }

  @Override
  public void close() {
    gathering.close();
  }

  /// Nobody could be looked up; the message goes on the name of the service.
  private static final class IdentityAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    IdentityAway(String what, @Nullable Exception cause) {
      super(what, cause);
    }
  }
}
