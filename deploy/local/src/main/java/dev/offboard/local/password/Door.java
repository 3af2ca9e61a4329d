package dev.offboard.local.password;

/// A server that lets somebody in by one password at a time.
public interface Door {
  /// Opens to this password from now on, and to no other. Again changes nothing.
  void take(String password);

  /// Tries it.
  ///
  /// @throws dev.offboard.local.journal.PlatformFailure if the server doesn't say
  boolean opensTo(String password);
}
