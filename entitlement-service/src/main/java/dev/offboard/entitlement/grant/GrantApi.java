package dev.offboard.entitlement.grant;

import static dev.offboard.entitlement.grant.GrantOutcome.APPLICATION_UNKNOWN;
import static dev.offboard.entitlement.grant.GrantOutcome.ROLE_UNKNOWN;
import static dev.offboard.entitlement.grant.GrantOutcome.ROLE_WITHDRAWN;
import static dev.offboard.entitlement.grant.GrantOutcome.USER_BLOCKED;
import static dev.offboard.entitlement.grant.GrantOutcome.USER_ERASED;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.RoleName;
import dev.offboard.entitlement.application.RoleRef;
import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The grants of one user over HTTP.
@RestController
@RequestMapping("/api/tenants/{tenantId}/users/{userId}/grants")
class GrantApi {
  private final Granting granting;
  private final Grants grants;
  private final Withdrawals withdrawals;

  GrantApi(Granting granting, Grants grants, Withdrawals withdrawals) {
    this.granting = granting;
    this.grants = grants;
    this.withdrawals = withdrawals;
  }

  @PutMapping("/{applicationId}/{role}")
  ResponseEntity<Granted> putGrant(
      @PathVariable TenantId tenantId,
      @PathVariable UserId userId,
      @PathVariable ApplicationId applicationId,
      @PathVariable RoleName role) {
    Grant grant = grant(tenantId, userId, applicationId, role);
    HttpStatus status =
        switch (granting.grant(List.of(grant)).values().iterator().next()) {
          case CREATED -> HttpStatus.CREATED;
          case UNCHANGED -> HttpStatus.OK;
          case APPLICATION_UNKNOWN ->
              throw ApiProblem.notFound(
                  APPLICATION_UNKNOWN.code(),
                  "Tenant %s has no application %s. Nothing was granted; put the application first."
                      .formatted(tenantId, applicationId));
          case ROLE_UNKNOWN ->
              throw ApiProblem.notFound(
                  ROLE_UNKNOWN.code(),
                  "Application %s of tenant %s has no role %s. Nothing was granted; put the application with this role first."
                      .formatted(applicationId, tenantId, role));
          case ROLE_WITHDRAWN ->
              throw ApiProblem.conflict(
                  ROLE_WITHDRAWN.code(),
                  "Role change %s takes role %s from user %s. Nothing was granted; it can be undone, and once it has ended the role may be granted again."
                      .formatted(
                          withdrawals.of(grant).map(OffboardingId::toString).orElse("unknown"),
                          grant.role(),
                          grant.user()));
          case USER_BLOCKED ->
              throw ApiProblem.conflict(
                  USER_BLOCKED.code(),
                  "User %s is being offboarded. Nothing was granted; a reinstatement makes grants possible again."
                      .formatted(grant.user()));
          case USER_ERASED ->
              throw ApiProblem.conflict(
                  USER_ERASED.code(),
                  "User %s is offboarded and erased. Nothing was granted; only a re-hire makes grants possible again."
                      .formatted(grant.user()));
        };
    return ResponseEntity.status(status).body(new Granted(applicationId, role));
  }

  @DeleteMapping("/{applicationId}/{role}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteGrant(
      @PathVariable TenantId tenantId,
      @PathVariable UserId userId,
      @PathVariable ApplicationId applicationId,
      @PathVariable RoleName role) {
    granting.revoke(grant(tenantId, userId, applicationId, role));
  }

  @GetMapping
  GrantList listGrants(@PathVariable TenantId tenantId, @PathVariable UserId userId) {
    return new GrantList(
        grants.of(new UserRef(tenantId, userId)).stream()
            .map(
                held ->
                    new GrantView(
                        held.role().applicationId(),
                        held.role().role(),
                        held.epoch(),
                        held.grantedAt()))
            .toList());
  }

  private static Grant grant(
      TenantId tenantId, UserId userId, ApplicationId applicationId, RoleName role) {
    return new Grant(new UserRef(tenantId, userId), new RoleRef(applicationId, role));
  }

  record Granted(ApplicationId applicationId, RoleName role) {}

  record GrantView(ApplicationId applicationId, RoleName role, Epoch epoch, Instant grantedAt) {}

  record GrantList(List<GrantView> grants) {}
}
