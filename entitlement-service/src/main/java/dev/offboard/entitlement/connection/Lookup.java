package dev.offboard.entitlement.connection;

import com.fasterxml.jackson.annotation.JsonValue;

/// The attribute by which a SCIM account is found.
public enum Lookup {
  /// The provisioning client's own identifier, RFC 7643 section 3.1. Compared exactly.
  EXTERNAL_ID("externalId"),
  /// RFC 7643 section 4.1.1. Compared without regard to case.
  USER_NAME("userName");

  private final String attribute;

  Lookup(String attribute) {
    this.attribute = attribute;
  }

  @JsonValue
  public String attribute() {
    return attribute;
  }

  public boolean isSame(String one, String other) {
    return this == EXTERNAL_ID ? one.equals(other) : one.equalsIgnoreCase(other);
  }

  static Lookup of(String attribute) {
    return attribute.equals(USER_NAME.attribute) ? USER_NAME : EXTERNAL_ID;
  }
}
