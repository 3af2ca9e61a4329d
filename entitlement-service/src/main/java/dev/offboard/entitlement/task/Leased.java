package dev.offboard.entitlement.task;

import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.connection.Connection;
import dev.offboard.entitlement.connector.Call;
import java.util.UUID;

/// A task that this process may call for until its lease is over.
record Leased(UUID id, UUID leaseId, Connection.Key application, Call.Step step, int failures) {
  StepKey key() {
    return new StepKey(step.offboardingId(), step.phase(), step.epoch());
  }

  UserRef user() {
    return step.user();
  }
}
