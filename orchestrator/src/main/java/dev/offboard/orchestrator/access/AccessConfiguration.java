package dev.offboard.orchestrator.access;

import static dev.offboard.messaging.access.Endpoint.delete;
import static dev.offboard.messaging.access.Endpoint.get;
import static dev.offboard.messaging.access.Endpoint.post;
import static dev.offboard.messaging.access.Endpoint.put;
import static dev.offboard.messaging.access.Role.ADMINISTRATOR;
import static dev.offboard.messaging.access.Role.APPROVER;
import static dev.offboard.messaging.access.Role.AUDITOR;
import static dev.offboard.messaging.access.Role.OPERATOR;
import static dev.offboard.messaging.access.Role.REQUESTER;
import static dev.offboard.messaging.access.Role.SERVICE;
import static dev.offboard.messaging.access.Role.VIEWER;

import dev.offboard.messaging.access.AccessTable;
import dev.offboard.messaging.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who may call what of the orchestrator.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  private static final Role[] WHO_FOLLOWS = {VIEWER, REQUESTER, APPROVER, OPERATOR, ADMINISTRATOR};

  private static final Role[] WHO_READS_CERTIFICATES = {
    VIEWER, REQUESTER, APPROVER, OPERATOR, ADMINISTRATOR, AUDITOR
  };

  @Bean
  AccessTable orchestratorAccess() {
    return AccessTable.of(
        get("/api/offboardings").by(WHO_FOLLOWS),
        get("/api/offboardings.csv").by(WHO_FOLLOWS),
        post("/api/offboardings").by(REQUESTER),
        get("/api/offboardings/{id}").by(WHO_FOLLOWS),
        post("/api/offboardings/{id}/undo").by(REQUESTER, OPERATOR),
        post("/api/offboardings/{id}/retry").by(OPERATOR),
        post("/api/offboardings/{id}/approval").by(APPROVER),
        post("/api/offboardings/{id}/denial").by(APPROVER),
        get("/api/offboardings/{id}/certificate").by(WHO_READS_CERTIFICATES),
        get("/api/approval-batches").by(WHO_FOLLOWS),
        get("/api/approval-batches/{id}").by(WHO_FOLLOWS),
        post("/api/approval-batches/{id}/approval").by(APPROVER),
        post("/api/approval-batches/{id}/denial").by(APPROVER),
        post("/api/re-hires").by(REQUESTER, OPERATOR),
        get("/api/requests/{id}").by(WHO_FOLLOWS),
        get("/api/sweeps").by(VIEWER, OPERATOR),
        post("/api/sweeps").by(OPERATOR),
        get("/api/notifications").by(OPERATOR, ADMINISTRATOR),
        get("/api/dead-letters").by(VIEWER, OPERATOR).acrossTenants(),
        get("/api/dead-letters/{id}").by(OPERATOR).acrossTenants(),
        post("/api/dead-letters/{id}/replay").by(OPERATOR).acrossTenants(),
        get("/api/tokens").by(ADMINISTRATOR),
        post("/api/tokens").by(ADMINISTRATOR),
        get("/api/tokens/{id}").by(ADMINISTRATOR),
        delete("/api/tokens/{id}").by(ADMINISTRATOR),
        post("/api/tokens/{id}/rotation").by(ADMINISTRATOR),
        get("/api/people").by(ADMINISTRATOR),
        post("/api/people").by(ADMINISTRATOR),
        get("/api/people/{id}").by(ADMINISTRATOR),
        put("/api/people/{id}/roles").by(ADMINISTRATOR),
        post("/api/people/{id}/disabling").by(ADMINISTRATOR),
        post("/api/people/{id}/enabling").by(ADMINISTRATOR),
        post("/api/people/{id}/password-reset").by(ADMINISTRATOR),
        get("/api/policies").by(WHO_FOLLOWS),
        get("/api/policies/{reason}").by(WHO_FOLLOWS),
        get("/api/policies/{reason}/versions").by(WHO_FOLLOWS),
        post("/api/policies/{reason}/versions").by(ADMINISTRATOR).acrossTenants(),
        post("/api/policies/{reason}/simulation").by(ADMINISTRATOR).acrossTenants(),
        get("/api/bulk").by(WHO_FOLLOWS),
        post("/api/bulk/csv").by(REQUESTER),
        post("/api/bulk/tenant").by(REQUESTER),
        get("/api/bulk/{id}").by(WHO_FOLLOWS),
        get("/api/bulk/{id}/rows").by(WHO_FOLLOWS),
        post("/api/bulk/{id}/start").by(REQUESTER),
        post("/api/bulk/{id}/pause").by(REQUESTER, OPERATOR),
        post("/api/bulk/{id}/resume").by(REQUESTER),
        post("/api/bulk/{id}/stop").by(REQUESTER, OPERATOR),
        post("/oauth2/introspect").by(SERVICE),
        get("/").byAnybody().page(),
        get("/users").by(WHO_FOLLOWS).page(),
        get("/users/{tenantId}/{userId}").by(WHO_FOLLOWS).page(),
        get("/users/{tenantId}/{userId}/offboarding").by(REQUESTER).page(),
        post("/users/{tenantId}/{userId}/offboarding").by(REQUESTER).page(),
        get("/offboardings/{id}").by(WHO_FOLLOWS).page(),
        get("/offboardings/{id}/events").by(WHO_FOLLOWS).page(),
        post("/offboardings/{id}/undo").by(REQUESTER, OPERATOR).page(),
        post("/offboardings/{id}/retry").by(OPERATOR).page(),
        post("/offboardings/{id}/approval").by(APPROVER).page(),
        post("/offboardings/{id}/denial").by(APPROVER).page(),
        get("/offboardings/{id}/certificate").by(WHO_READS_CERTIFICATES).page(),
        get("/offboardings/{id}/certificate.json").by(WHO_READS_CERTIFICATES).page(),
        get("/dashboard").by(WHO_FOLLOWS).page(),
        get("/dashboard/events").by(WHO_FOLLOWS).page(),
        get("/tasks").by(WHO_FOLLOWS).page(),
        get("/tasks/{taskId}").by(WHO_FOLLOWS).page(),
        post("/tasks/{taskId}/completion").by(OPERATOR).page(),
        get("/applications").by(VIEWER, OPERATOR, ADMINISTRATOR).page(),
        get("/applications/{tenantId}/{applicationId}").by(VIEWER, OPERATOR, ADMINISTRATOR).page(),
        post("/applications/{tenantId}/{applicationId}/connection").by(ADMINISTRATOR).page(),
        post("/applications/{tenantId}/{applicationId}/probe").by(OPERATOR, ADMINISTRATOR).page(),
        get("/tokens").by(ADMINISTRATOR).page(),
        post("/tokens").by(ADMINISTRATOR).page(),
        post("/tokens/{id}/rotation").by(ADMINISTRATOR).page(),
        post("/tokens/{id}/revocation").by(ADMINISTRATOR).page(),
        get("/people").by(ADMINISTRATOR).page(),
        post("/people").by(ADMINISTRATOR).page(),
        get("/people/{id}").by(ADMINISTRATOR).page(),
        post("/people/{id}/roles").by(ADMINISTRATOR).page(),
        post("/people/{id}/disabling").by(ADMINISTRATOR).page(),
        post("/people/{id}/enabling").by(ADMINISTRATOR).page(),
        post("/people/{id}/session-ending").by(ADMINISTRATOR).page(),
        post("/people/{id}/password-reset").by(ADMINISTRATOR).page(),
        get("/audit").by(AUDITOR).page(),
        get("/audit/entries.csv").by(AUDITOR).page(),
        get("/audit/checkpoint").by(AUDITOR).page(),
        get("/audit/{leafIndex}").by(AUDITOR).page(),
        get("/audit/{leafIndex}/entry").by(AUDITOR).page(),
        get("/audit/{leafIndex}/proof").by(AUDITOR).page(),
        get("/policies").by(WHO_FOLLOWS).page(),
        get("/policies/{reason}").by(WHO_FOLLOWS).page(),
        get("/policies/{reason}/edit").by(ADMINISTRATOR).acrossTenants().page(),
        post("/policies/{reason}/simulation").by(ADMINISTRATOR).acrossTenants().page(),
        post("/policies/{reason}/versions").by(ADMINISTRATOR).acrossTenants().page(),
        post("/policies/{reason}/roll-back").by(ADMINISTRATOR).acrossTenants().page(),
        get("/bulk").by(WHO_FOLLOWS).page(),
        post("/bulk/csv").by(REQUESTER).page(),
        post("/bulk/tenant").by(REQUESTER).page(),
        get("/bulk/{id}").by(WHO_FOLLOWS).page(),
        get("/bulk/{id}/events").by(WHO_FOLLOWS).page(),
        post("/bulk/{id}/start").by(REQUESTER).page(),
        post("/bulk/{id}/pause").by(REQUESTER, OPERATOR).page(),
        post("/bulk/{id}/resume").by(REQUESTER).page(),
        post("/bulk/{id}/stop").by(REQUESTER, OPERATOR).page(),
        get("/approvals").by(WHO_FOLLOWS).page(),
        get("/approvals/{id}").by(WHO_FOLLOWS).page(),
        post("/approvals/{id}/approval").by(APPROVER).page(),
        post("/approvals/{id}/denial").by(APPROVER).page(),
        get("/sign-in").page(),
        post("/sign-in").page(),
        post("/sign-out").byAnybody().page(),
        get("/password").byAnybody().page(),
        post("/password").byAnybody().page(),
        get("/assets/{*path}").page(),
        get("/webjars/{*path}").page());
  }
}
