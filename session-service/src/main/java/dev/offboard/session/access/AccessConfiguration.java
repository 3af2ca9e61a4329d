package dev.offboard.session.access;

import static dev.offboard.messaging.access.Endpoint.get;
import static dev.offboard.messaging.access.Endpoint.post;
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

/// Who may call what of session-service.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  private static final Role[] WHO_FOLLOWS = {
    VIEWER, REQUESTER, APPROVER, OPERATOR, ADMINISTRATOR, SERVICE
  };

  @Bean
  AccessTable sessionAccess() {
    return AccessTable.of(
        get("/api/tenants/{tenantId}/users/{userId}/sessions").by(WHO_FOLLOWS),
        post("/api/tenants/{tenantId}/users/{userId}/sessions").by(RELYING_PARTY),
        post("/oauth2/introspect").by(RELYING_PARTY),
        post("/oauth2/revoke").by(RELYING_PARTY),
        post("/oauth2/token").by(RELYING_PARTY));
  }
}
