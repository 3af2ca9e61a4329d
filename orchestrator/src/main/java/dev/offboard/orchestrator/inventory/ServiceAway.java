package dev.offboard.orchestrator.inventory;

/// A service did not say what it was asked; the message is for people.
final class ServiceAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServiceAway(String what) {
    super(what);
  }
}
