package dev.offboard.messaging.access;

import java.util.ArrayList;
import java.util.List;

/// All endpoints of one service and the roles they are for: the whole of its access control, on one
/// screen. What isn't in a table can't be called. Of two paths that match the first one counts.
public record AccessTable(List<Endpoint> endpoints) {
  /// What every service has: health and the API document are open, metrics tell of all tenants.
  static final AccessTable COMMON =
      of(
          Endpoint.get("/openapi.json"),
          Endpoint.get("/actuator/health"),
          Endpoint.get("/actuator/health/liveness"),
          Endpoint.get("/actuator/health/readiness"),
          Endpoint.get("/actuator/health/{group}")
              .by(Role.VIEWER, Role.OPERATOR, Role.AUDITOR, Role.ADMINISTRATOR)
              .acrossTenants(),
          Endpoint.get("/actuator/prometheus")
              .by(Role.VIEWER, Role.OPERATOR, Role.ADMINISTRATOR)
              .acrossTenants());

  public AccessTable {
    endpoints = List.copyOf(endpoints);
  }

  public static AccessTable of(Endpoint... endpoints) {
    return new AccessTable(List.of(endpoints));
  }

  AccessTable and(AccessTable other) {
    List<Endpoint> all = new ArrayList<>(endpoints);
    all.addAll(other.endpoints());
    return new AccessTable(all);
  }
}
