package dev.offboard.orchestrator.completion;

/// Work whose time has come, found in the database.
public interface Due {
  /// Does what is due until nothing is.
  ///
  /// @return how many there were
  int fireDue();
}
