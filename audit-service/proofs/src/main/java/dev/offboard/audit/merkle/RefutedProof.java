package dev.offboard.audit.merkle;

/// A proof does not prove what it is said to. The message names what differs; nothing that the
/// proof was for may be believed.
public final class RefutedProof extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What is wrong with it.
  public enum Reason {
    /// The tree cannot have such a leaf, or the sizes are not one before the other.
    OUT_OF_RANGE,
    /// It has more or fewer hashes than these sizes ask for.
    WRONG_LENGTH,
    /// It leads to another root than that of the (newer) tree.
    ROOT_DIFFERS,
    /// It leads to another root than that of the older tree: history was rewritten.
    OLD_ROOT_DIFFERS
  }

  private final Reason reason;

  RefutedProof(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
