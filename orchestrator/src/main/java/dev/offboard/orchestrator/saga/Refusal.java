package dev.offboard.orchestrator.saga;

/// What a participant's "I did nothing and I won't" leads to while access is being revoked.
public enum Refusal {
  /// Stay revoked, ask again, and ask a person: for terminations.
  HOLD,
  /// Give back what was taken: for planned reasons.
  REINSTATE
}
