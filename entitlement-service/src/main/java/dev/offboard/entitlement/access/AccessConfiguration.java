package dev.offboard.entitlement.access;

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

/// Who may call what of entitlement-service.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  /// The orchestrator too, for those of them who look at its pages.
  private static final Role[] WHO_FOLLOWS_HERE_OR_THERE = {
    VIEWER, REQUESTER, APPROVER, OPERATOR, ADMINISTRATOR, SERVICE
  };

  @Bean
  AccessTable entitlementAccess() {
    return AccessTable.of(
        post("/api/decisions").by(RELYING_PARTY),
        get("/api/tasks").by(WHO_FOLLOWS_HERE_OR_THERE),
        get("/api/tasks/{taskId}").by(WHO_FOLLOWS_HERE_OR_THERE),
        post("/api/tasks/{taskId}/completion").by(OPERATOR, SERVICE),
        get("/api/application-loads").by(VIEWER, OPERATOR, ADMINISTRATOR, SERVICE),
        get("/api/tenants/{tenantId}/applications").by(WHO_FOLLOWS_HERE_OR_THERE),
        get("/api/tenants/{tenantId}/applications/{applicationId}").by(WHO_FOLLOWS_HERE_OR_THERE),
        put("/api/tenants/{tenantId}/applications/{applicationId}").by(ADMINISTRATOR),
        get("/api/tenants/{tenantId}/applications/{applicationId}/connection")
            .by(VIEWER, OPERATOR, ADMINISTRATOR, SERVICE),
        put("/api/tenants/{tenantId}/applications/{applicationId}/connection")
            .by(ADMINISTRATOR, SERVICE),
        post("/api/tenants/{tenantId}/applications/{applicationId}/connection/probe")
            .by(OPERATOR, ADMINISTRATOR, SERVICE),
        delete("/api/tenants/{tenantId}/applications/{applicationId}/connection").by(ADMINISTRATOR),
        get("/api/tenants/{tenantId}/connections").by(VIEWER, OPERATOR, ADMINISTRATOR, SERVICE),
        put("/api/tenants/{tenantId}/grants").by(ADMINISTRATOR),
        get("/api/tenants/{tenantId}/users/{userId}/grants").by(WHO_FOLLOWS_HERE_OR_THERE),
        put("/api/tenants/{tenantId}/users/{userId}/grants/{applicationId}/{role}")
            .by(ADMINISTRATOR),
        delete("/api/tenants/{tenantId}/users/{userId}/grants/{applicationId}/{role}")
            .by(ADMINISTRATOR));
  }
}
