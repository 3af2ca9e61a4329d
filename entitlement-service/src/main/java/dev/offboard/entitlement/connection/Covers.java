package dev.offboard.entitlement.connection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Of whose leaving an application is told.
public enum Covers {
  /// Those who hold a grant of it here when they leave.
  HOLDERS,
  /// Everybody of the tenant: for applications whose accounts are also made past us. While such a
  /// one fails it holds up every offboarding of the tenant.
  EVERYBODY;

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Covers of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
