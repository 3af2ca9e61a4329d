package dev.offboard.audit.merkle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The hashes of the complete subtrees that a tree consists of ([Subtree#nodes()] of the whole):
/// all that it takes to append when only full tiles are stored, in at most 63 hashes and without
/// reading any tile. Costs one hash a leaf. Not thread-safe.
public final class Peaks {
  private static final int LEVELS = 63;

  /// By level; there is one where `size` has a bit.
  private final @Nullable Hash[] hashes = new Hash[LEVELS];

  private long size;

  private Peaks(long size) {
    this.size = size;
  }

  /// A tile that became full and what its hashes amount to: one hash of the tile above.
  public record Full(TileId id, Hash root) {}

  /// Those of the tree without leaves.
  public static Peaks empty() {
    return new Peaks(0);
  }

  /// Reads what [#bytes()] writes. Compare [#head()] with what the root should be: who can change
  /// the one place may not have thought of the other.
  ///
  /// @throws IllegalArgumentException unless there are as many hashes as a tree of that size needs
  public static Peaks of(long size, byte[] bytes) {
    if (size < 0 || bytes.length != Long.bitCount(size) * Hash.LENGTH) {
      throw new IllegalArgumentException(
          "%d bytes for a tree of %d leaves (expected: %d)"
              .formatted(bytes.length, size, Long.bitCount(size) * Hash.LENGTH));
    }
    Peaks peaks = new Peaks(size);
    int place = 0;
    for (int level = LEVELS - 1; level >= 0; level--) {
      if ((size >> level & 1) == 1) {
        peaks.hashes[level] = Hash.at(bytes, place++);
      }
    }
    return peaks;
  }

  public long size() {
    return size;
  }

  /// One hash after the other, that of the largest subtree first.
  public byte[] bytes() {
    byte[] bytes = new byte[Long.bitCount(size) * Hash.LENGTH];
    int place = 0;
    for (int level = LEVELS - 1; level >= 0; level--) {
      Hash hash = hashes[level];
      if (hash != null) {
        hash.copyTo(bytes, place++);
      }
    }
    return bytes;
  }

  /// Appends leaves and returns the tiles that became full, each after those it is made of.
  public List<Full> append(List<Hash> leaves) {
    List<Full> full = new ArrayList<>();
    for (Hash leaf : leaves) {
      append(leaf, full);
    }
    return full;
  }

  /// The head of the tree as it is now.
  public TreeHead head() {
    Hash root = null;
    for (Hash hash : hashes) {
      if (hash != null) {
        root = root == null ? hash : Hash.ofNode(hash, root);
      }
    }
    return root == null ? TreeHead.EMPTY : new TreeHead(size, root);
  }

  private void append(Hash leaf, List<Full> full) {
    Hash hash = leaf;
    int level = 0;
    for (Hash left = hashes[0]; left != null; left = hashes[level]) {
      hash = Hash.ofNode(left, hash);
      hashes[level++] = null;
      if (level % TileId.HEIGHT == 0) {
        TileId tile = new TileId(level / TileId.HEIGHT - 1, size >> level, TileId.FULL_WIDTH);
        full.add(new Full(tile, hash));
      }
    }
    hashes[level] = hash;
    size++;
  }
}
