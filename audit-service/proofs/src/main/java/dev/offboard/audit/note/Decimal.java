package dev.offboard.audit.note;

import java.util.regex.Pattern;

/// A number as C2SP writes it: ASCII decimal digits, no leading zeroes, no sign.
final class Decimal {
  private static final Pattern SYNTAX = Pattern.compile("0|[1-9][0-9]{0,18}");

  private Decimal() {}

  static long parse(String what, String text) {
    if (SYNTAX.matcher(text).matches()) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new MalformedNote("%s is above 2^63 - 1".formatted(what), e);
      }
    }
    throw new MalformedNote(
        "%s is not a decimal number without leading zeroes, or above 2^63 - 1".formatted(what));
  }
}
