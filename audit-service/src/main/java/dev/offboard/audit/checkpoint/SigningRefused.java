package dev.offboard.audit.checkpoint;

import dev.offboard.messaging.chassis.RepeatedTask;

/// The log does not grow out of what was signed before, or nobody can tell whether it does. Nothing
/// is signed and nothing published until a person has looked; entries are appended as before.
public final class SigningRefused extends RuntimeException implements RepeatedTask.Alarm {
  private static final long serialVersionUID = 1;

  /// Why nothing is signed. Stands in the health of the service and in the runbook.
  public enum Reason {
    /// The database has fewer entries than were signed: it was restored from an older dump.
    LOG_SHORTER,
    /// The entries that were signed are not how the log begins now: it was rewritten, or restored
    /// and then grew differently.
    LOG_REWRITTEN,
    /// Tiles or entries that the proof needs are missing or contradict the head.
    LOG_DAMAGED,
    /// Checkpoints were issued after the one remembered: somebody put an older memory in its place.
    MEMORY_BEHIND,
    /// Checkpoints were issued, but the memory of them is gone.
    MEMORY_MISSING,
    /// The memory is no checkpoint of this key.
    MEMORY_ALTERED,
    /// The database has a checkpoint that this key did not sign.
    ISSUED_ALTERED
  }

  private final Reason reason;

  SigningRefused(Reason reason, String what) {
    super(
        what
            + ". Nothing is signed and nothing published until this is resolved; entries are still"
            + " appended. See deploy/runbooks/checkpoint-refused.md, "
            + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
