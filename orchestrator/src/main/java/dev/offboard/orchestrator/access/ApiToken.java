package dev.offboard.orchestrator.access;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A token of the API without its secret.
///
/// @param tenantId the one tenant it is bound to; absent for all
/// @param person the user of the directory whose it is; it ends with them
/// @param previousUntil until when the secret before the last rotation is good as well
/// @param lastUsedAt to the minute
record ApiToken(
    TokenId id,
    String name,
    @Nullable TenantId tenantId,
    Set<Role> roles,
    @Nullable UserRef person,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant rotatedAt,
    @Nullable Instant previousUntil,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  /// What is asked for.
  record Wish(
      String name,
      @Nullable TenantId tenantId,
      Set<Role> roles,
      @Nullable UserRef person,
      Instant expiresAt) {}

  AccessRecords.Holder holder() {
    return new AccessRecords.Holder(id.subject(), tenantId, person, roles);
  }
}
