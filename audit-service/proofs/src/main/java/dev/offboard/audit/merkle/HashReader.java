package dev.offboard.audit.merkle;

/// Where proofs get hashes from: tiles in a database, in a directory, behind a URL, in memory.
@FunctionalInterface
public interface HashReader {
  /// The hash of a complete subtree. Must not be asked for one that the tree does not have yet.
  Hash hash(NodeId node);
}
