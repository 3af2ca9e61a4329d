package dev.offboard.local.supervision;

/// Whether a process does what it is there for, as seen from outside just now.
public sealed interface Health {
  /// It answers.
  record Up() implements Health {}

  /// It doesn't; `why` is a few words for a person.
  record Down(String why) implements Health {}

  /// It answers.
  static Health up() {
    return new Up();
  }

  /// It doesn't, and why.
  static Health down(String why) {
    return new Down(why);
  }

  /// True for `Up`.
  default boolean isUp() {
    return this instanceof Up;
  }
}
