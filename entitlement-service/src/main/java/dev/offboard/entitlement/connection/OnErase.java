package dev.offboard.entitlement.connection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What becomes of a SCIM account past the pivot.
public enum OnErase {
  DELETE,
  /// It stays, deactivated: for applications that must keep their records.
  KEEP;

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static OnErase of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
