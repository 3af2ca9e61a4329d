package dev.offboard.audit.log;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// What an entry tells of.
public enum EntryKind {
  /// A committed state change of an offboarding.
  STATE_CHANGE("state-change"),
  /// A participant's report.
  REPORT("report"),
  /// A record that had been set aside was published again.
  DEAD_LETTER_REPLAYED("dead-letter-replayed"),
  /// A service read a record that was not by whom it said it was.
  RECORD_REJECTED("record-rejected"),
  /// Somebody's access to the platform itself has changed.
  ACCESS_CHANGED("access-changed");

  private final String code;

  EntryKind(String code) {
    this.code = code;
  }

  /// Stands in the table, in the body and in the API.
  @JsonValue
  public String code() {
    return code;
  }

  static EntryKind ofCode(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown kind of entry: " + code));
  }
}
