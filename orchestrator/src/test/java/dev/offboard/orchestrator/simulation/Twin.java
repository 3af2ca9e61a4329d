package dev.offboard.orchestrator.simulation;

/// What an installation is: as it should be, or broken in one way that a simulation must find.
enum Twin {
  SOUND,
  /// Participants take every announcement for current.
  NO_EPOCH_FENCE,
  /// Participants act again on what they have done.
  NO_STORED_ANSWERS,
  /// Participants take the roles of a role change that is over.
  NO_END_OF_ROLE_CHANGES,
  /// Nobody remembers what it has handled.
  NO_INBOX,
  /// What is said is said, whatever becomes of the transaction.
  SAYS_BEFORE_COMMIT,
  /// A batch is acknowledged before it is handled.
  ACKNOWLEDGES_FIRST,
  /// Whoever is late is taken for failed, and everything is given back.
  COMPENSATES_ON_TIMEOUT,
  /// The grace period is over when a timer fires.
  ERASES_WHENEVER_WOKEN,
  /// Participants are believed without reading back what is left.
  BELIEVES_WITHOUT_READING_BACK,
  /// Grants are made without looking at the fence.
  GRANTS_WITHOUT_FENCE
}
