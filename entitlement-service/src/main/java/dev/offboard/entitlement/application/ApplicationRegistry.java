package dev.offboard.entitlement.application;

import dev.offboard.contracts.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps applications as they were last put. A role that is given up is granted to nobody any more,
/// in the same transaction; putting it again later brings no grant back.
@Component
class ApplicationRegistry {
  private final Applications applications;
  private final JdbcClient jdbc;

  ApplicationRegistry(Applications applications, JdbcClient jdbc) {
    this.applications = applications;
    this.jdbc = jdbc;
  }

  @Transactional
  Outcome put(Application application) {
    TenantId tenant = application.key().tenantId();
    ApplicationId id = application.key().applicationId();
    if (applications.insert(tenant, id, application.name(), application.roles()) == 1) {
      return Outcome.CREATED;
    }
    if (applications.replace(tenant, id, application.name(), application.roles()) == 0) {
      return Outcome.UNCHANGED;
    }
    jdbc.sql(
            """
            DELETE FROM role_grant
            WHERE tenant_id = :tenant AND application_id = :application AND role <> ALL (:roles)
            """)
        .param("tenant", tenant.value())
        .param("application", id.value())
        .param("roles", application.roles().stream().map(RoleName::value).toArray(String[]::new))
        .update();
    return Outcome.REPLACED;
  }

  enum Outcome {
    CREATED,
    REPLACED,
    UNCHANGED
  }
}
