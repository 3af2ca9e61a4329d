package dev.offboard.orchestrator.person;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody who operates the platform.
///
/// @param subject as the audit names them
/// @param signInName as they write it; absent for people of a provider, and after an erasure
/// @param tenantId the one tenant they are bound to; absent for all
/// @param user the user of the directory whom they are
/// @param mustChange whether they get no further than to a new password
public record Person(
    PersonId id,
    String subject,
    @Nullable String signInName,
    @Nullable TenantId tenantId,
    Set<Role> roles,
    @Nullable UserRef user,
    boolean mustChange,
    String createdBy,
    Instant createdAt,
    @Nullable Instant lastSignInAt,
    @Nullable Instant disabledAt) {

  public Caller caller() {
    return new Caller(subject, tenantId, roles, user);
  }

  /// Whether nothing is out of their reach.
  boolean isGlobalAdministrator() {
    return tenantId == null && roles.contains(Role.ADMINISTRATOR);
  }

  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}
