package dev.offboard.contracts;

/// The states of an offboarding. They only move along the diagram of the saga (invariant I8).
public enum OffboardingState {
  /// Waiting for somebody else's approval. Nothing has been done.
  AWAITING_APPROVAL,
  /// Waiting for `effectiveAt`. Nothing has been done.
  SCHEDULED,
  /// `UserDeprovisioned` (in a role change `RolesWithdrawn`) is announced; participants take access
  /// away.
  REVOKING,
  /// All participants have completed; `ResidualAccessQueried` asks each to read its state again.
  VERIFYING,
  /// Verified: nobody found access that is left; the grace period runs, and sweeps ask again.
  REVOKED,
  /// Past the pivot: `UserErased` is announced. Forward only.
  ERASING,
  /// `OffboardingConcluded` is announced; the evidence is put together.
  SEALING,
  /// Terminal: done, read back and sealed.
  COMPLETED,
  /// `UserReinstated` is announced under the next epoch; in a role change `RolesRestored`.
  REINSTATING,
  /// Terminal: access is given back, under the next epoch unless it was a role change.
  REINSTATED,
  /// Terminal: withdrawn before anything was done (invariant I5).
  CANCELLED,
  /// A code from a newer version: the offboarding is parked, its timers and reports change nothing.
  UNKNOWN;

  public boolean isTerminal() {
    return this == COMPLETED || this == REINSTATED || this == CANCELLED;
  }

  /// Reads a stored or received code without ever failing on one from a newer version.
  public static OffboardingState ofCode(String code) {
    for (OffboardingState state : values()) {
      if (state.name().equals(code)) {
        return state;
      }
    }
    return UNKNOWN;
  }
}
