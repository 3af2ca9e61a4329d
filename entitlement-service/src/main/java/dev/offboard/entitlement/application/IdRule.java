package dev.offboard.entitlement.application;

import java.util.regex.Pattern;

/// The rule of contracts for ids that people choose: short, printable, without a separator.
public final class IdRule {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final int SHOWN = 40;

  private IdRule() {}

  /// @throws IllegalArgumentException naming `what` and what is allowed
  public static String checked(String what, String value) {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected: 1 to 128 of A-Z a-z 0-9 . _ -, starting with a letter or digit)"
              .formatted(what, value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value));
    }
    return value;
  }
}
