package dev.offboard.entitlement.decision;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.Required;
import dev.offboard.entitlement.application.RoleName;
import dev.offboard.entitlement.application.RoleRef;
import dev.offboard.messaging.access.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Decisions over HTTP, for whoever guards an application.
@RestController
class DecisionApi {
  private final Decisions decisions;

  DecisionApi(Decisions decisions) {
    this.decisions = decisions;
  }

  @PostMapping("/api/decisions")
  Decision decide(Caller caller, @RequestBody DecisionRequest request) {
    caller.mustSee(request.tenantId());
    return decisions.decide(
        new UserRef(request.tenantId(), request.userId()),
        new RoleRef(request.applicationId(), request.role()));
  }

  record DecisionRequest(
      @Required TenantId tenantId,
      @Required UserId userId,
      @Required ApplicationId applicationId,
      @Required RoleName role) {}
}
