package dev.offboard.orchestrator.directory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.JsonReads;
import dev.offboard.orchestrator.calls.ServiceAway;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks up at entitlement-service which roles a user holds, so that a role change that names a
/// wrong one is refused before anything is done. A service that doesn't answer is an honest 503.
public final class HeldRoles {
  private static final Logger log = LoggerFactory.getLogger(HeldRoles.class);

  /// A restart of entitlement-service takes about that long.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final JsonReads entitlement;

  HeldRoles(JsonReads entitlement) {
    this.entitlement = entitlement;
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
    String path = "/api/tenants/%s/users/%s/grants".formatted(user.tenantId(), user.userId());
    try {
      Grants grants =
          entitlement
              .read(path, Grants.class)
              .orElseThrow(() -> away(user, "entitlement-service knows no such path"));
      return grants.grants() == null
          ? List.of()
          : grants.grants().stream()
              .map(it -> new HeldRole(it.applicationId(), it.role()))
              .toList();
    } catch (ServiceAway away) {
      throw away(user, String.valueOf(away.getMessage()));
    }
  }

  private static ApiProblem away(UserRef user, String what) {
    log.warn(
        "{} when asked for the roles of {}; the request is refused with 503 and nothing is kept of"
            + " it",
        what,
        user);
    return ApiProblem.unavailable(
        "entitlement-away",
        "%s, so it is not known what %s holds. Nothing was done; try again after %d s."
            .formatted(what, user, RETRY_AFTER.toSeconds()),
        RETRY_AFTER);
  }
}
