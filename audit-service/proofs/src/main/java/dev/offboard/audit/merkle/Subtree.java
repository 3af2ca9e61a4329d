package dev.offboard.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/// A stretch of leaves that RFC 9162 section 2.1.1 gives a hash: `MTH(D[start:end])`. It is
/// complete (a power of two, and a [NodeId] of its own) unless it is the right edge of its tree;
/// then its hash is put together from those of the complete ones inside.
public record Subtree(long start, long end) {
  /// @throws IllegalArgumentException if there is no leaf in it
  public Subtree {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no leaves in [%d, %d)".formatted(start, end));
    }
  }

  /// The complete subtrees it consists of, from left to right, largest first.
  public List<NodeId> nodes() {
    List<NodeId> nodes = new ArrayList<>();
    for (long at = start; at < end; ) {
      long size = Math.min(Long.highestOneBit(end - at), aligned(at));
      nodes.add(new NodeId(Long.numberOfTrailingZeros(size), at / size));
      at += size;
    }
    return nodes;
  }

  /// Its hash; asks for each of [#nodes()] once.
  public Hash hash(HashReader hashes) {
    return fold(nodes().stream().map(hashes::hash).toList());
  }

  /// `MTH` over hashes of complete subtrees of which only the last may be smaller than the others:
  /// section 2.1.1 splits at the largest power of two, which is the same split for the subtrees as
  /// for the leaves below them.
  static Hash root(List<Hash> hashes) {
    if (hashes.size() == 1) {
      return hashes.getFirst();
    }
    int k = (int) split(hashes.size());
    return Hash.ofNode(root(hashes.subList(0, k)), root(hashes.subList(k, hashes.size())));
  }

  /// The largest power of two smaller than `n`, which is at least 2.
  static long split(long n) {
    return Long.highestOneBit(n - 1);
  }

  private static Hash fold(List<Hash> largestFirst) {
    Hash hash = largestFirst.getLast();
    for (Hash left : largestFirst.reversed().subList(1, largestFirst.size())) {
      hash = Hash.ofNode(left, hash);
    }
    return hash;
  }

  private static long aligned(long at) {
    return at == 0 ? Long.MAX_VALUE : Long.lowestOneBit(at);
  }
}
