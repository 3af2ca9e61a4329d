package dev.offboard.contracts;

import org.jspecify.annotations.Nullable;

/// How soon a message is to be handled. Each priority has topics and consumers of its own, so what
/// is urgent never waits behind what is not. Nothing relies on an order between the two: epochs and
/// attempts decide.
public enum Priority {
  NORMAL,
  /// An emergency: handled past any backlog. For few at a time, or it is a backlog itself.
  URGENT;

  /// Reads a stored or received code; one from a newer version is normal.
  public static Priority ofCode(@Nullable String code) {
    return URGENT.name().equals(code) ? URGENT : NORMAL;
  }

  /// The name of the consumer of this priority that belongs to the consumer `name`.
  public String consumerOf(String name) {
    return switch (this) {
      case NORMAL -> name;
      case URGENT -> name + "-urgent";
    };
  }
}
