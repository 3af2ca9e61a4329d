package dev.offboard.orchestrator.portal;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import org.jspecify.annotations.Nullable;

/// Ids as people type them into forms, or as addresses of pages have them.
public final class Typed {
  private Typed() {}

  /// Null if nothing was typed.
  ///
  /// @throws ApiProblem 400 if no tenant can be called so
  public static @Nullable TenantId tenant(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return new TenantId(text.strip());
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest(
          "invalid-value", "tenant: that is no id of a tenant. Nothing was done.");
    }
  }

  /// Of which tenant the caller wants to see something; null for all of them.
  ///
  /// @throws ApiProblem 404 for one that is not there, for this caller
  public static @Nullable TenantId seen(Caller caller, String tenant) {
    try {
      return caller.limit(tenant.isBlank() ? null : new TenantId(tenant.strip()));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.notFound("tenant-unknown", "There is no such tenant. Nothing was done.");
    }
  }

  /// Ids of applications are made like those of tenants: none has to be escaped in an address.
  ///
  /// @throws ApiProblem 404 if no application can be called so
  public static String application(String id) {
    try {
      return new TenantId(id).value();
    } catch (IllegalArgumentException e) {
      throw ApiProblem.notFound(
          "application-unknown", "There is no such application. Nothing was done.");
    }
  }
}
