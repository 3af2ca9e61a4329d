package dev.offboard.orchestrator.notification;

/// What has become of a message. The name is part of the table and of the API.
enum DeliveryState {
  /// It is sent now, tried again later, or waits for a digest.
  WAITING,
  /// The mail server or the program has taken it.
  SENT,
  /// Nobody knows an address of whom it is for.
  NOBODY,
  /// Given up after many attempts.
  DEAD
}
