package dev.offboard.orchestrator.notification;

/// Whom to tell, by what the settings call them or by the subject of whoever asked: never an
/// address, which is looked up when something is sent, so no row has to be erased because of one.
///
/// @param kind how the name is to be read
record Recipient(Channel channel, Kind kind, String name) {
  private static final String SEPARATOR = ":";

  /// Of a name.
  enum Kind {
    /// The subject of whoever asked.
    REQUESTER,
    /// Of `offboard.notifications.owners`.
    OWNER,
    /// Of `offboard.notifications.mail-to`.
    GROUP,
    /// Of `offboard.notifications.webhooks`.
    WEBHOOK
  }

  /// As the table has it.
  String code() {
    return kind + SEPARATOR + name;
  }

  static Recipient of(Channel channel, String code) {
    int separator = code.indexOf(SEPARATOR);
    return new Recipient(
        channel, Kind.valueOf(code.substring(0, separator)), code.substring(separator + 1));
  }
}
