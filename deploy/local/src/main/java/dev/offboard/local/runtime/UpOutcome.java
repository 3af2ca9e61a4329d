package dev.offboard.local.runtime;

/// What `up` found.
public enum UpOutcome {
  /// It was started, by this call or by another that this one joined.
  STARTED,
  /// It was running already: nothing was done.
  ALREADY_UP
}
