package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an offboarding runs under: why, by which policy, and who agreed to it.
///
/// @param reason the one that it runs under now
/// @param policy the policy's name
/// @param policyVersion the version it was requested on and ends on, from 1
/// @param approvals absent if nobody had to agree
public record Terms(
    ReasonCode reason, String policy, int policyVersion, @Nullable List<Approval> approvals) {
  public Terms {
    approvals = approvals == null || approvals.isEmpty() ? null : List.copyOf(approvals);
  }

  /// Somebody agreed, by id and role, never a name.
  public record Approval(Initiator approver, Instant at) {}
}
