package dev.offboard.audit.merkle;

import dev.offboard.audit.merkle.RefutedProof.Reason;
import java.util.ArrayList;
import java.util.List;

/// Shows that a tree of `oldSize` leaves is how one of `newSize` leaves began: nothing was changed,
/// removed or inserted in between, only appended.
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /// RFC 9162 section 2.1.4.1. Empty for equal sizes, and from the empty tree, with which every
  /// tree begins.
  ///
  /// @throws IllegalArgumentException unless 0 <= `oldSize` <= `newSize`
  public static ConsistencyProof build(long oldSize, long newSize, HashReader hashes) {
    return new ConsistencyProof(
        oldSize,
        newSize,
        subtrees(oldSize, newSize).stream().map(subtree -> subtree.hash(hashes)).toList());
  }

  /// The subtrees whose hashes the path consists of, in its order.
  ///
  /// @throws IllegalArgumentException unless 0 <= `oldSize` <= `newSize`
  public static List<Subtree> subtrees(long oldSize, long newSize) {
    if (oldSize < 0 || oldSize > newSize) {
      throw new IllegalArgumentException(
          "sizes %d and %d (expected: 0 <= old <= new)".formatted(oldSize, newSize));
    }
    if (oldSize == 0 || oldSize == newSize) {
      return List.of();
    }
    List<Subtree> path = new ArrayList<>();
    long start = 0;
    long end = newSize;
    while (end != oldSize) {
      long middle = start + Subtree.split(end - start);
      if (oldSize <= middle) {
        path.add(new Subtree(middle, end));
        end = middle;
      } else {
        path.add(new Subtree(start, middle));
        start = middle;
      }
    }
    // SUBPROOF(m, D_m, true) is empty: the verifier has the old root itself
    if (start > 0) {
      path.add(new Subtree(start, end));
    }
    return path.reversed();
  }

  /// RFC 9162 section 2.1.4.2: returns if and only if the newer tree begins with the older one.
  ///
  /// @throws RefutedProof otherwise; also for an older tree without leaves, from which nothing
  ///   follows
  public void verify(TreeHead older, TreeHead newer) {
    requireSizes(older, newer);
    if (oldSize == newSize) {
      if (!path.isEmpty()) {
        throw wrongLength();
      }
      requireRoot(Reason.OLD_ROOT_DIFFERS, older, newer.root());
      return;
    }
    // 1.
    if (path.isEmpty()) {
      throw wrongLength();
    }
    // 2. the old root is its own first hash if the old tree is complete
    List<Hash> hashes = new ArrayList<>(path);
    if (Long.bitCount(oldSize) == 1) {
      hashes.addFirst(older.root());
    }
    // 3.
    long fn = oldSize - 1;
    long sn = newSize - 1;
    // 4.
    while ((fn & 1) == 1) {
      fn >>= 1;
      sn >>= 1;
    }
    // 5.
    Hash fr = hashes.getFirst();
    Hash sr = fr;
    // 6.
    for (Hash c : hashes.subList(1, hashes.size())) {
      // 6a.
      if (sn == 0) {
        throw wrongLength();
      }
      // 6b.
      if ((fn & 1) == 1 || fn == sn) {
        fr = Hash.ofNode(c, fr);
        sr = Hash.ofNode(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = Hash.ofNode(sr, c);
      }
      // 6c.
      fn >>= 1;
      sn >>= 1;
    }
    // 7.
    if (sn != 0) {
      throw wrongLength();
    }
    requireRoot(Reason.OLD_ROOT_DIFFERS, older, fr);
    requireRoot(Reason.ROOT_DIFFERS, newer, sr);
  }

  private void requireSizes(TreeHead older, TreeHead newer) {
    if (oldSize != older.size() || newSize != newer.size()) {
      throw new RefutedProof(
          Reason.OUT_OF_RANGE,
          "a proof from size %d to %d (expected: from %d to %d, the sizes of the heads)"
              .formatted(oldSize, newSize, older.size(), newer.size()));
    }
    if (oldSize <= 0 || oldSize > newSize) {
      throw new RefutedProof(
          Reason.OUT_OF_RANGE,
          "a proof from size %d to %d (expected: 0 < old <= new)".formatted(oldSize, newSize));
    }
  }

  private RefutedProof wrongLength() {
    return new RefutedProof(
        Reason.WRONG_LENGTH,
        "%d hashes from size %d to %d (expected: %d)"
            .formatted(path.size(), oldSize, newSize, subtrees(oldSize, newSize).size()));
  }

  private static void requireRoot(Reason reason, TreeHead head, Hash proven) {
    if (!proven.equals(head.root())) {
      throw new RefutedProof(
          reason,
          "the root at size %d is %s by the proof (expected: %s)"
              .formatted(head.size(), proven, head.root()));
    }
  }
}
