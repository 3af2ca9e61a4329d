package dev.offboard.orchestrator.portal.leaver;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;

/// A user as the address of a page names it.
final class UserPath {
  private UserPath() {}

  /// @throws ApiProblem 404 for what can't be an id, and for another tenant than the caller's
  static UserRef of(Caller caller, String tenant, String user) {
    try {
      UserRef named = UserRef.of(tenant, user);
      caller.mustSee(named.tenantId());
      return named;
    } catch (IllegalArgumentException e) {
      throw ApiProblem.notFound("user-unknown", "There is no such user. Nothing was done.");
    }
  }

  static ApiProblem unknown(TenantId tenant, UserRef user) {
    return ApiProblem.notFound(
        "user-unknown",
        "Tenant %s has no user %s. Nothing was done.".formatted(tenant, user.userId()));
  }
}
