package dev.offboard.orchestrator.directory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.JsonReads;
import dev.offboard.orchestrator.calls.ServiceAway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What identity-service tells about one user or tenant that is asked about seldom: which API keys
/// somebody has, how many users there are. A service that doesn't answer is an honest 503.
public final class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  /// A restart of identity-service takes about that long.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final JsonReads identity;

  Accounts(JsonReads identity) {
    this.identity = identity;
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

  /// A name of somebody in a tenant: one of the two.
  public record Named(TenantId tenantId, @Nullable String userName, @Nullable String mail) {
    @Override
    public String toString() {
      return "Named[" + tenantId + "]";
    }
  }

  private record Names(List<Named> names) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Matches(List<UserId> userIds) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Resolved(List<Matches> results) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Ids(List<UserId> userIds) {}

  /// Who is meant by each of at most 500 names: nobody, one, or two, which is one too many. Outside
  /// of any transaction.
  ///
  /// @throws ApiProblem 503 `identity-away`
  public List<List<UserId>> resolve(List<Named> names) {
    try {
      List<List<UserId>> found =
          identity
              .ask("/api/users/resolutions", new Names(names), Resolved.class)
              .results()
              .stream()
              .map(Matches::userIds)
              .toList();
      if (found.size() != names.size()) {
        throw away("identity-service answered another number of names", "names");
      }
      return found;
    } catch (ServiceAway away) {
      throw away(String.valueOf(away.getMessage()), "names");
    }
  }

  /// Who may sign in, by id, at most `limit` after `after`. Outside of any transaction.
  ///
  /// @throws ApiProblem 404 `tenant-unknown`, 503 `identity-away`
  public List<UserId> activeUsersOf(TenantId tenant, String after, int limit) {
    return get(
            "/api/active-users?tenantId=%s&limit=%d&after=%s".formatted(tenant, limit, after),
            Ids.class)
        .map(Ids::userIds)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "tenant-unknown",
                    "There is no tenant %s. Nothing was done.".formatted(tenant)));
  }

  private <T> Optional<T> get(String path, Class<T> type) {
    try {
      return identity.read(path, type);
    } catch (ServiceAway away) {
      throw away(String.valueOf(away.getMessage()), path);
    }
  }

  private static ApiProblem away(String what, String asked) {
    log.warn(
        "{} when asked for {}; the request is refused with 503 and nothing is kept of it",
        what,
        asked);
    return ApiProblem.unavailable(
        "identity-away",
        "%s, so it is not known what would be done. Nothing was done; try again after %d s."
            .formatted(what, RETRY_AFTER.toSeconds()),
        RETRY_AFTER);
  }
}
