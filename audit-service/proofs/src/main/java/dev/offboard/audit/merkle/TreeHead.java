package dev.offboard.audit.merkle;

/// All that one has to remember of a log to notice any change to it: how many leaves it had, and
/// their root.
public record TreeHead(long size, Hash root) {
  /// Of a log that has no entry yet.
  public static final TreeHead EMPTY = new TreeHead(0, Hash.OF_EMPTY_TREE);

  /// @throws IllegalArgumentException for a negative size, or a tree without leaves that has a root
  ///   of its own
  public TreeHead {
    if (size < 0) {
      throw new IllegalArgumentException("a tree of %d leaves (expected: >= 0)".formatted(size));
    }
    if (size == 0 && !root.equals(Hash.OF_EMPTY_TREE)) {
      throw new IllegalArgumentException(
          "a tree of 0 leaves with root %s (expected: %s)".formatted(root, Hash.OF_EMPTY_TREE));
    }
  }

  /// That of the tree which `hashes` knows.
  public static TreeHead of(long size, HashReader hashes) {
    return size == 0 ? EMPTY : new TreeHead(size, new Subtree(0, size).hash(hashes));
  }
}
