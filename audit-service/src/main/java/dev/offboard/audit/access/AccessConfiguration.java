package dev.offboard.audit.access;

import static dev.offboard.messaging.access.Endpoint.get;
import static dev.offboard.messaging.access.Role.AUDITOR;
import static dev.offboard.messaging.access.Role.SERVICE;

import dev.offboard.messaging.access.AccessTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who may call what of audit-service.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  AccessTable auditAccess() {
    return AccessTable.of(
        get("/api/entries").by(AUDITOR, SERVICE),
        get("/api/entries.csv").by(AUDITOR),
        get("/api/checkpoints").by(AUDITOR, SERVICE),
        get("/api/offboardings/{id}/certificate").by(AUDITOR, SERVICE),
        get("/api/proofs/inclusion").by(AUDITOR, SERVICE),
        get("/api/proofs/consistency").by(AUDITOR),
        get("/checkpoint").by(AUDITOR, SERVICE),
        get("/tile/entries/{*path}").by(AUDITOR).acrossTenants(),
        get("/tile/{*path}").by(AUDITOR).acrossTenants());
  }
}
