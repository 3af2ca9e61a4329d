package dev.offboard.entitlement.connection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// When an application has its turn within one step. All of an earlier class are done before the
/// first of a later one is called. The ordinal is the rank in the table of tasks.
public enum OrderClass {
  FIRST,
  ANY,
  LAST;

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static OrderClass of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
