package dev.offboard.session.login;

/// Why a session ended.
public enum EndReason {
  /// Its refresh token was revoked: somebody signed out.
  REVOKED,
  /// A used refresh token came a second time (RFC 9700 section 4.14.2).
  REFRESH_TOKEN_REUSED,
  /// The user's access ended.
  DEPROVISIONED,
  /// The user gave up a role that the session was, or may have been, used under.
  ROLES_WITHDRAWN,
  /// The user came back under a newer epoch, and this session was of an older one.
  OLDER_EPOCH,
  /// Nobody refreshed it in time.
  EXPIRED
}
