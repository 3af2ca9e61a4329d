package dev.offboard.local.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How one of the simulated applications behaves until it is switched.
public enum Behaviour {
  /// Does what it is asked.
  OK,
  /// Answers 503.
  FAIL,
  /// Answers when it is switched, at the latest after [Switch#LONGEST].
  SLOW,
  /// Answers as if it had done what it hasn't.
  LIE,
  /// Answers 410.
  GONE,
  /// Answers 302 to a metadata address.
  REDIRECT,
  /// Has no PATCH and says so.
  NO_PATCH;

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Behaviour of(String code) {
    return Arrays.stream(values())
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "behaviour: \"%s\" (expected one of: %s)"
                        .formatted(
                            code,
                            Arrays.stream(values())
                                .map(Behaviour::code)
                                .collect(Collectors.joining(", ")))));
  }
}
