package dev.offboard.contracts;

/// What a trigger asks of the orchestrator over `offboarding.requests`.
public sealed interface Request extends Message
    permits OffboardingRequested, OffboardingUndoRequested {
  TenantId tenantId();

  UserId userId();

  Initiator initiator();

  default UserRef user() {
    return new UserRef(tenantId(), userId());
  }
}
