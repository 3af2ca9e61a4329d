package dev.offboard.messaging.dispatch;

import dev.offboard.messaging.wire.UnreadableMessage;

/// A record that isn't by whom it says it is.
final class ForgedRecord extends UnreadableMessage {
  private static final long serialVersionUID = 1;

  private final String claimed;

  /// @param claimed the source that it names: anybody's text
  ForgedRecord(String claimed) {
    super("forged", "its message authentication code is missing or wrong (see docs/security.md)");
    this.claimed = claimed;
  }

  String claimed() {
    return claimed;
  }
}
