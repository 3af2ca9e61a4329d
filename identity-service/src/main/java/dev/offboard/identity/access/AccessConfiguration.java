package dev.offboard.identity.access;

import static dev.offboard.messaging.access.Endpoint.delete;
import static dev.offboard.messaging.access.Endpoint.get;
import static dev.offboard.messaging.access.Endpoint.post;
import static dev.offboard.messaging.access.Endpoint.put;
import static dev.offboard.messaging.access.Role.ADMINISTRATOR;
import static dev.offboard.messaging.access.Role.APPROVER;
import static dev.offboard.messaging.access.Role.OPERATOR;
import static dev.offboard.messaging.access.Role.RELYING_PARTY;
import static dev.offboard.messaging.access.Role.REQUESTER;
import static dev.offboard.messaging.access.Role.SERVICE;
import static dev.offboard.messaging.access.Role.VIEWER;

import dev.offboard.messaging.access.AccessTable;
import dev.offboard.messaging.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who may call what of identity-service.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  /// Whom the orchestrator's pages ask for: they show it to those who follow.
  private static final Role[] WHO_FOLLOWS = {
    VIEWER, REQUESTER, APPROVER, OPERATOR, ADMINISTRATOR, SERVICE
  };

  @Bean
  AccessTable identityAccess() {
    return AccessTable.of(
        put("/api/tenants/{tenantId}").by(ADMINISTRATOR),
        get("/api/tenants/{tenantId}/size").by(VIEWER, ADMINISTRATOR, SERVICE),
        put("/api/tenants/{tenantId}/users").by(ADMINISTRATOR),
        get("/api/tenants/{tenantId}/users").by(WHO_FOLLOWS),
        get("/api/users").by(SERVICE).acrossTenants(),
        put("/api/tenants/{tenantId}/users/{userId}").by(ADMINISTRATOR),
        get("/api/tenants/{tenantId}/users/{userId}").by(WHO_FOLLOWS),
        get("/api/tenants/{tenantId}/users/{userId}/api-keys")
            .by(VIEWER, REQUESTER, APPROVER, OPERATOR, ADMINISTRATOR, SERVICE),
        post("/api/tenants/{tenantId}/users/{userId}/api-keys").by(ADMINISTRATOR),
        get("/api/tenants/{tenantId}/users/{userId}/oauth-grants").by(WHO_FOLLOWS),
        post("/api/tenants/{tenantId}/users/{userId}/oauth-grants").by(RELYING_PARTY),
        delete("/api/tenants/{tenantId}/users/{userId}/oauth-grants/{grantId}")
            .by(ADMINISTRATOR, RELYING_PARTY),
        post("/api/tenants/{tenantId}/sign-ins").by(RELYING_PARTY),
        post("/api/api-keys/introspect").by(RELYING_PARTY),
        post("/api/oauth-grants/introspect").by(RELYING_PARTY),
        get("/api/active-users").by(SERVICE).acrossTenants(),
        post("/api/users/look-ups").by(SERVICE).acrossTenants(),
        post("/api/users/resolutions").by(SERVICE).acrossTenants());
  }
}
