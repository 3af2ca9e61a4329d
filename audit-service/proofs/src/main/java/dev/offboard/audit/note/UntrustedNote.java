package dev.offboard.audit.note;

/// A well-formed note that none of the trusted keys vouches for. Its text must be ignored.
public final class UntrustedNote extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Why it isn't trusted.
  public enum Reason {
    /// No line is by a trusted key.
    UNSIGNED,
    /// A line names a trusted key, but that key did not sign this text.
    BAD_SIGNATURE,
    /// The checkpoint is of another log.
    OTHER_ORIGIN
  }

  private final Reason reason;

  UntrustedNote(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
