package dev.offboard.messaging.participant;

/// Where a user stands within an epoch. Only grows; [Fences] stores the ordinal.
public enum Standing {
  /// May hold access.
  OPEN,
  /// Deprovisioned: no grant, no sign-in, no session.
  BLOCKED,
  /// Past the pivot: nothing is kept but this row.
  ERASED
}
