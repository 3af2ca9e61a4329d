package dev.offboard.orchestrator.policy;

/// What a reason is about.
public enum Scope {
  /// The whole user: every access goes.
  USER,
  /// Roles of a user who stays; each request names them.
  ROLES
}
