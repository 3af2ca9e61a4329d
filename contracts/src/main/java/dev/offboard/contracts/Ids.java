package dev.offboard.contracts;

import java.util.regex.Pattern;

/// The one rule for ids that people choose: they appear in record keys, URLs and logs, so they are
/// short, printable and carry no separator.
final class Ids {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private Ids() {}

  static String checked(String what, String value) {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected: 1 to 128 of A-Z a-z 0-9 . _ -, starting with a letter or digit)"
              .formatted(what, value.length() > 40 ? value.substring(0, 40) + "…" : value));
    }
    return value;
  }
}
