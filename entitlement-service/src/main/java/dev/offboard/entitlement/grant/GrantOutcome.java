package dev.offboard.entitlement.grant;

import com.fasterxml.jackson.annotation.JsonValue;

/// What became of one grant that was asked for, under a stable code.
public enum GrantOutcome {
  CREATED("created"),
  /// The user holds the role already.
  UNCHANGED("unchanged"),
  APPLICATION_UNKNOWN("application-unknown"),
  /// The application doesn't know the role (any more).
  ROLE_UNKNOWN("role-unknown"),
  /// A role change is taking it from the user; its end or an undo ends the block.
  ROLE_WITHDRAWN("role-withdrawn"),
  /// An offboarding is under way or done; a reinstatement ends the block.
  USER_BLOCKED("user-blocked"),
  /// Past the pivot; only a new epoch ends it.
  USER_ERASED("user-erased");

  private final String code;

  GrantOutcome(String code) {
    this.code = code;
  }

  @JsonValue
  public String code() {
    return code;
  }

  /// The user holds the role now.
  public boolean isGranted() {
    return this == CREATED || this == UNCHANGED;
  }
}
