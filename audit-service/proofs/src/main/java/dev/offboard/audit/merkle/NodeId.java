package dev.offboard.audit.merkle;

/// Where a complete subtree is: the one over the 2^`level` leaves from `index` * 2^`level` on.
/// Level 0 is that of the leaves. What it hashes to never changes, however the log grows.
public record NodeId(int level, long index) {
  static final int MAX_LEVEL = 62;

  /// @throws IllegalArgumentException unless it lies in a tree of at most 2^63 - 1 leaves
  public NodeId {
    if (level < 0 || level > MAX_LEVEL || index < 0 || index >= Long.MAX_VALUE >> level) {
      throw new IllegalArgumentException(
          "no log has a node at level %d, index %d".formatted(level, index));
    }
  }

  /// The first leaf below it.
  public long start() {
    return index << level;
  }

  /// The first leaf after it.
  public long end() {
    return (index + 1) << level;
  }
}
