package dev.offboard.orchestrator.notification;

/// A message could not be handed over; it is tried again. The message names no address.
final class NotSent extends Exception {
  private static final long serialVersionUID = 1;

  NotSent(String why) {
    super(why);
  }
}
