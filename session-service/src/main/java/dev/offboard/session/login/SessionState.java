package dev.offboard.session.login;

/// As stored. A LIVE session counts only before `expires_at` and under the epoch of its user's
/// fence.
public enum SessionState {
  LIVE,
  /// Final, with a reason and without tokens.
  ENDED
}
