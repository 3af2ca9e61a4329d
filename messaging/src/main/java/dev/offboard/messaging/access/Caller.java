package dev.offboard.messaging.access;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who asks, as their token says: a subject (an id, never a name), the one tenant they are bound to
/// or none for all of them, and their roles there. A controller takes it as an argument.
///
/// For a bound caller other tenants do not exist: whatever is theirs is unknown, never forbidden.
///
/// @param person the user of the platform's own directory whom the caller is or acts for; null for
///   programs, and for people who are no users there
public record Caller(
    String subject, @Nullable TenantId tenant, Set<Role> roles, @Nullable UserRef person) {
  /// Whoever holds the installation's token: a global administrator with every role.
  static final Caller INSTALLATION =
      new Caller(Initiator.OPERATOR.id(), null, EnumSet.allOf(Role.class));

  /// Another service of this installation.
  static final Caller SERVICE = new Caller("service", null, Set.of(Role.SERVICE));

  public Caller {
    roles = Set.copyOf(roles);
  }

  public Caller(String subject, @Nullable TenantId tenant, Set<Role> roles) {
    this(subject, tenant, roles, null);
  }

  public boolean isPerson(UserRef user) {
    return user.equals(person);
  }

  public boolean isGlobal() {
    return tenant == null;
  }

  public boolean sees(TenantId asked) {
    return tenant == null || tenant.equals(asked);
  }

  boolean hasAnyOf(Collection<Role> allowed) {
    return roles.stream().anyMatch(allowed::contains);
  }

  /// The tenant that a list is limited to: the caller's own, or for a global caller the one asked
  /// for, if any.
  ///
  /// @throws ApiProblem 404 `tenant-unknown` if another one is asked for
  public @Nullable TenantId limit(@Nullable TenantId asked) {
    if (asked != null) {
      mustSee(asked);
      return asked;
    }
    return tenant;
  }

  /// @throws ApiProblem 404 `tenant-unknown` for another tenant than the caller's
  public void mustSee(TenantId asked) {
    if (!sees(asked)) {
      throw unknown(asked.value());
    }
  }

  /// Nobody grants more than they have.
  ///
  /// @throws ApiProblem 403 `not-yours-to-grant` if one of the roles is not the caller's own
  public void mustHold(Collection<Role> granted) {
    if (!roles.containsAll(granted)) {
      throw ApiProblem.forbidden(
          "not-yours-to-grant",
          "Nobody grants roles that they don't have themselves (missing: %s). Nothing was done."
              .formatted(
                  granted.stream()
                      .filter(role -> !roles.contains(role))
                      .map(Role::wireName)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
  }

  /// As the audit names them when they use that role; never by a personal name.
  public Initiator initiator(Role role) {
    return Initiator.OPERATOR.id().equals(subject)
        ? Initiator.OPERATOR
        : new Initiator(subject, role.wireName());
  }

  /// The limit as a value for a query: empty for no limit.
  public Optional<TenantId> boundTo() {
    return Optional.ofNullable(tenant);
  }

  static ApiProblem unknown(String tenant) {
    return ApiProblem.notFound(
        "tenant-unknown", "There is no tenant %s. Nothing was done.".formatted(tenant));
  }
}
