package dev.offboard.entitlement.connection;

import com.fasterxml.jackson.annotation.JsonValue;

/// How an application is told that somebody leaves.
public enum Method {
  /// A signed request (Standard Webhooks); the application does the rest.
  WEBHOOK("webhook"),
  /// We find, change and read back the account (SCIM 2.0, RFC 7644).
  SCIM("scim"),
  /// The application's owner does it and says so.
  MANUAL("manual");

  private final String code;

  Method(String code) {
    this.code = code;
  }

  @JsonValue
  public String code() {
    return code;
  }

  static Method of(String code) {
    return Method.valueOf(code.toUpperCase(java.util.Locale.ROOT));
  }
}
