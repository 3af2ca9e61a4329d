package dev.offboard.orchestrator.calls;

/// A service did not say what it was asked; the message names it and is for people.
public final class ServiceAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServiceAway(String what) {
    super(what);
  }
}
