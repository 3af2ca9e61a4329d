package dev.offboard.orchestrator.portal.dashboard;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the dashboard is limited to, as its address says.
///
/// @param tenant null for all of them
/// @param state null for every one
record Filter(@Nullable TenantId tenant, @Nullable OffboardingState state) {
  /// @throws ApiProblem 404 for a tenant that the caller doesn't see, 400 for a made-up state
  static Filter of(Caller caller, String tenant, String state) {
    try {
      TenantId asked = tenant.isBlank() ? null : new TenantId(tenant.strip());
      OffboardingState known =
          state.isBlank()
              ? null
              : OffboardingState.ofCode(state.strip().toUpperCase(java.util.Locale.ROOT));
      if (known == OffboardingState.UNKNOWN) {
        throw ApiProblem.badRequest("invalid-value", "There is no such state to filter by.");
      }
      return new Filter(caller.limit(asked), known);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.notFound("tenant-unknown", "There is no such tenant. Nothing was done.");
    }
  }

  public String tenantText() {
    return tenant == null ? "" : tenant.value();
  }

  public String stateText() {
    return state == null ? "" : state.name();
  }

  /// As `GET /api/offboardings.csv` takes it.
  public String csv() {
    Map<String, String> query = new LinkedHashMap<>();
    if (tenant != null) {
      query.put("tenantId", tenant.value());
    }
    if (state != null) {
      query.put("state", state.name());
    }
    return query.isEmpty()
        ? "/api/offboardings.csv"
        : query.entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining("&", "/api/offboardings.csv?", ""));
  }
}
