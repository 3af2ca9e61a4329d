package dev.offboard.audit.merkle;

import dev.offboard.audit.merkle.RefutedProof.Reason;
import java.util.ArrayList;
import java.util.List;

/// Shows that a leaf is the `leafIndex`-th of a tree of `treeSize` leaves. Says nothing about who
/// vouches for that tree.
public record InclusionProof(long leafIndex, long treeSize, List<Hash> path) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  /// RFC 9162 section 2.1.3.1.
  ///
  /// @throws IllegalArgumentException if the tree has no such leaf
  public static InclusionProof build(long leafIndex, long treeSize, HashReader hashes) {
    return new InclusionProof(
        leafIndex,
        treeSize,
        subtrees(leafIndex, treeSize).stream().map(subtree -> subtree.hash(hashes)).toList());
  }

  /// The subtrees whose hashes the path consists of, in its order: from the leaf's sibling up.
  ///
  /// @throws IllegalArgumentException if the tree has no such leaf
  public static List<Subtree> subtrees(long leafIndex, long treeSize) {
    if (leafIndex < 0 || leafIndex >= treeSize) {
      throw new IllegalArgumentException(
          "no leaf %d in a tree of %d leaves".formatted(leafIndex, treeSize));
    }
    List<Subtree> path = new ArrayList<>();
    long start = 0;
    long end = treeSize;
    while (end - start > 1) {
      long middle = start + Subtree.split(end - start);
      if (leafIndex < middle) {
        path.add(new Subtree(middle, end));
        end = middle;
      } else {
        path.add(new Subtree(start, middle));
        start = middle;
      }
    }
    return path.reversed();
  }

  /// Returns if and only if the leaf is where the proof says, in the tree with this head.
  ///
  /// @throws RefutedProof otherwise
  public void verify(Hash leaf, TreeHead head) {
    if (treeSize != head.size()) {
      throw new RefutedProof(
          Reason.OUT_OF_RANGE,
          "a proof for a tree of %d leaves (expected: %d, the size of the head)"
              .formatted(treeSize, head.size()));
    }
    Hash root = root(leaf);
    if (!root.equals(head.root())) {
      throw new RefutedProof(
          Reason.ROOT_DIFFERS,
          "leaf %d with hash %s leads to root %s (expected: %s, at size %d)"
              .formatted(leafIndex, leaf, root, head.root(), treeSize));
    }
  }

  /// RFC 9162 section 2.1.3.2: the root of the tree that has this leaf where the proof says.
  ///
  /// @throws RefutedProof if there can be no such tree
  public Hash root(Hash leaf) {
    // 1. leaf_index must be below tree_size
    if (leafIndex < 0 || leafIndex >= treeSize) {
      throw new RefutedProof(
          Reason.OUT_OF_RANGE,
          "leaf index %d (expected: >= 0 and < %d, the size of the tree)"
              .formatted(leafIndex, treeSize));
    }
    // 2. and 3.
    long fn = leafIndex;
    long sn = treeSize - 1;
    Hash r = leaf;
    for (Hash p : path) {
      // 4a. the path is longer than the way to the root
      if (sn == 0) {
        throw wrongLength();
      }
      // 4b.
      if ((fn & 1) == 1 || fn == sn) {
        r = Hash.ofNode(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = Hash.ofNode(r, p);
      }
      // 4c.
      fn >>= 1;
      sn >>= 1;
    }
    // 5. the path has led all the way up
    if (sn != 0) {
      throw wrongLength();
    }
    return r;
  }

  private RefutedProof wrongLength() {
    return new RefutedProof(
        Reason.WRONG_LENGTH,
        "%d hashes for leaf %d of %d (expected: %d)"
            .formatted(path.size(), leafIndex, treeSize, subtrees(leafIndex, treeSize).size()));
  }
}
