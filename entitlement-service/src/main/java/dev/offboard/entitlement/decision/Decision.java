package dev.offboard.entitlement.decision;

import com.fasterxml.jackson.annotation.JsonValue;

/// May the user act in the role, and why (not).
record Decision(boolean allowed, Why why) {
  static Decision because(Why why) {
    return new Decision(why == Why.GRANTED, why);
  }

  /// A stable code, for machines.
  enum Why {
    GRANTED("granted"),
    /// The user doesn't hold the role; whether tenant, user, application and role exist is not
    /// told.
    NO_GRANT("no-grant"),
    /// A role change is taking the role from the user, whatever the user holds.
    ROLE_WITHDRAWN("role-withdrawn"),
    /// An offboarding is under way or done, whatever the user holds.
    USER_BLOCKED("user-blocked"),
    /// Past the pivot.
    USER_ERASED("user-erased");

    private final String code;

    Why(String code) {
      this.code = code;
    }

    @JsonValue
    String code() {
      return code;
    }
  }
}
