package dev.offboard.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/// Which tile: C2SP tlog-tiles, "Merkle Tree". Its `width` hashes are those of the complete
/// subtrees of 256^`level` leaves from number 256 * `index` on. A tile of 256 is full and never
/// changes; one of fewer is the right edge of its level in trees of certain sizes.
public record TileId(int level, long index, int width) {
  /// Hashes in a full tile.
  public static final int FULL_WIDTH = 256;

  /// Levels of the tree from one tile level to the next: 2^8 = 256.
  static final int HEIGHT = 8;

  /// A log of 2^63 - 1 entries has no higher one.
  static final int MAX_LEVEL = 7;

  private static final String ROOT = "tile/";

  /// @throws IllegalArgumentException unless a log of at most 2^63 - 1 entries has such a tile
  public TileId {
    if (level < 0
        || level > MAX_LEVEL
        || index < 0
        || width < 1
        || width > FULL_WIDTH
        || index > ((Long.MAX_VALUE >> (HEIGHT * level)) - width) / FULL_WIDTH) {
      throw new IllegalArgumentException(
          "no log has a tile at level %d, index %d, width %d".formatted(level, index, width));
    }
  }

  /// Reads what [#path()] writes, and nothing else.
  ///
  /// @throws IllegalArgumentException for any other text
  public static TileId parse(String path) {
    int slash = path.indexOf('/', ROOT.length());
    if (!path.startsWith(ROOT)
        || slash != ROOT.length() + 1
        || !Character.isDigit(path.charAt(ROOT.length()))) {
      throw new IllegalArgumentException(
          "no path of a tile: %s (expected: tile/<level>/<index>)".formatted(path));
    }
    TilePath rest = TilePath.parse(path.substring(slash + 1));
    return new TileId(path.charAt(ROOT.length()) - '0', rest.index(), rest.width());
  }

  /// The tile of a tree of `treeSize` leaves from which the hash of this node follows.
  ///
  /// @throws IllegalArgumentException if that tree does not have the node
  public static TileId holding(NodeId node, long treeSize) {
    if (node.end() > treeSize) {
      throw new IllegalArgumentException(
          "leaves %d to %d are not all in a tree of %d leaves"
              .formatted(node.start(), node.end(), treeSize));
    }
    int level = node.level() / HEIGHT;
    return of(level, node.start() >> (HEIGHT * level) >> HEIGHT, treeSize);
  }

  /// The tiles that aren't full in a tree of this size, lowest level first: all that it takes to go
  /// on appending.
  public static List<TileId> rightEdge(long treeSize) {
    List<TileId> edge = new ArrayList<>();
    for (int level = 0; level <= MAX_LEVEL; level++) {
      if ((treeSize >> (HEIGHT * level)) % FULL_WIDTH != 0) {
        edge.add(of(level, treeSize >> (HEIGHT * level) >> HEIGHT, treeSize));
      }
    }
    return edge;
  }

  /// The `index`-th tile of its level, as wide as it is in a tree of this size.
  static TileId of(int level, long index, long treeSize) {
    long width = (treeSize >> (HEIGHT * level)) - index * FULL_WIDTH;
    return new TileId(level, index, (int) Math.min(FULL_WIDTH, width));
  }

  /// Of which subtree its hash at `place` is.
  public NodeId node(int place) {
    return new NodeId(HEIGHT * level, index * FULL_WIDTH + place);
  }

  public boolean isFull() {
    return width == FULL_WIDTH;
  }

  /// The same tile when it is full.
  public TileId full() {
    return new TileId(level, index, FULL_WIDTH);
  }

  /// Where it is served, below the log's URL: `tile/0/x001/234.p/17`.
  public String path() {
    return "%s%d/%s".formatted(ROOT, level, new TilePath(index, width));
  }

  @Override
  public String toString() {
    return path();
  }
}
