package dev.offboard.messaging.testkit.memory;

/// Where a service can be killed, or its database taken away, with different things done before.
public enum Boundary {
  /// A transaction is about to begin.
  BEFORE_TRANSACTION,
  /// The participant is about to act.
  BEFORE_EFFECT,
  /// The participant has acted; nothing is said yet.
  AFTER_EFFECT,
  /// The messages are about to be written to the outbox.
  BEFORE_OUTBOX,
  /// They are written, nothing is committed.
  AFTER_OUTBOX,
  /// Everything is written, nothing is committed.
  BEFORE_COMMIT,
  /// Committed, and nobody knows.
  AFTER_COMMIT,
  /// The relay is about to hand a row to the broker.
  BEFORE_PUBLISH,
  /// The broker has it, the relay does not remember.
  AFTER_PUBLISH,
  /// A batch is handled, the broker does not know.
  BEFORE_ACKNOWLEDGE
}
