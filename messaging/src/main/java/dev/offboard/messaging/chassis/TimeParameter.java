package dev.offboard.messaging.chassis;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;

/// A point in time in a parameter, as of RFC 3339: its years have four digits. Java knows a billion
/// more of them, PostgreSQL does not.
final class TimeParameter implements Converter<String, @Nullable Instant> {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /// Null for an empty one, which is none.
  @Override
  public @Nullable Instant convert(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      Instant time = Instant.parse(text.strip());
      if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "expected an instant such as 2026-12-01T17:00:00Z, of the years 0001 to 9999");
  }
}
