package dev.offboard.orchestrator.access;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Persons;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A token that somebody wants, as they say it.
public record TokenBody(
    @Nullable String name,
    @Nullable TenantId tenantId,
    @Nullable List<String> roles,
    @Nullable String person,
    @Nullable Instant expiresAt) {
  private static final int LONGEST_NAME = 100;

  /// Long enough not to be a nuisance, short enough that a forgotten one dies.
  private static final Duration DEFAULT_LIFETIME = Duration.ofDays(90);

  private static final Duration LONGEST_LIFETIME = Duration.ofDays(366);

  /// A caller who is bound to a tenant issues tokens of that tenant only.
  ApiToken.Wish checked(Caller caller, Instant now) {
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME || !isPlain(name)) {
      throw invalid("name", "expected 1 to %d plain characters".formatted(LONGEST_NAME));
    }
    TenantId tenant = caller.limit(tenantId);
    Instant until = expiresAt == null ? now.plus(DEFAULT_LIFETIME) : expiresAt;
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_LIFETIME))) {
      throw invalid(
          "expiresAt",
          "expected a time ahead, by at most %d days".formatted(LONGEST_LIFETIME.toDays()));
    }
    Set<Role> granted = checkedRoles();
    caller.mustHold(granted);
    return new ApiToken.Wish(
        name.strip(), tenant, granted, checkedPerson(caller), until.truncatedTo(ChronoUnit.MILLIS));
  }

  private @Nullable UserRef checkedPerson(Caller caller) {
    if (person == null) {
      return null;
    }
    try {
      UserRef user = Persons.parse(person);
      caller.mustSee(user.tenantId());
      return user;
    } catch (IllegalArgumentException e) {
      throw invalid("person", "expected TENANT/USER");
    }
  }

  private Set<Role> checkedRoles() {
    if (roles == null || roles.isEmpty()) {
      throw invalid("roles", "is missing (known: %s)".formatted(known()));
    }
    return roles.stream()
        .map(
            role ->
                Role.granted(String.valueOf(role))
                    .orElseThrow(
                        () -> invalid("roles", "no such role (known: %s)".formatted(known()))))
        .collect(Collectors.toSet());
  }

  private static String known() {
    return Role.GRANTABLE.stream().map(Role::wireName).sorted().collect(Collectors.joining(", "));
  }

  private static boolean isPlain(String text) {
    return text.chars()
        .noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
  }

  static ApiProblem invalid(String field, String what) {
    return ApiProblem.badRequest(
            "invalid-value", "%s: %s. Nothing was done.".formatted(field, what))
        .with("field", field);
  }
}
