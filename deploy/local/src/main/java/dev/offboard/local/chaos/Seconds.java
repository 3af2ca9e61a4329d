package dev.offboard.local.chaos;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `5s` or `5` as five seconds.
final class Seconds implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    String number = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
    if (!number.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") || Double.parseDouble(number) == 0) {
      throw new TypeConversionException("%s (expected: seconds, such as 5s)".formatted(text));
    }
    return Duration.ofMillis(Math.round(Double.parseDouble(number) * 1000));
  }
}
