package dev.offboard.identity.account;

/// Whether a user may have access. Within an epoch it only moves downwards.
public enum AccountStatus {
  /// May sign in and hold API keys.
  ACTIVE,
  /// Neither; the profile and the password are kept, useless, for a reinstatement.
  DEPROVISIONED,
  /// Past the pivot: nothing is left but ids, kind and epoch.
  ERASED
}
