package dev.offboard.audit.merkle;

/// Which entry bundle: C2SP tlog-tiles, "Log entries". The `width` entries from number 256 *
/// `index` on; they hash to the tile of level 0 with the same index and width.
public record BundleId(long index, int width) {
  private static final String ROOT = "tile/entries/";

  /// @throws IllegalArgumentException unless a log of at most 2^63 - 1 entries has such a bundle
  public BundleId {
    var _ = new TileId(0, index, width);
  }

  /// Reads what [#path()] writes, and nothing else.
  ///
  /// @throws IllegalArgumentException for any other text
  public static BundleId parse(String path) {
    if (!path.startsWith(ROOT)) {
      throw new IllegalArgumentException(
          "no path of an entry bundle: %s (expected: tile/entries/<index>)".formatted(path));
    }
    TilePath rest = TilePath.parse(path.substring(ROOT.length()));
    return new BundleId(rest.index(), rest.width());
  }

  /// The bundle with this entry, as wide as it is in a log of this size.
  ///
  /// @throws IllegalArgumentException if the log has no such entry
  public static BundleId holding(long leafIndex, long treeSize) {
    TileId tile = TileId.holding(new NodeId(0, leafIndex), treeSize);
    return new BundleId(tile.index(), tile.width());
  }

  /// The leaf index of its first entry.
  public long start() {
    return index * TileId.FULL_WIDTH;
  }

  public boolean isFull() {
    return width == TileId.FULL_WIDTH;
  }

  /// The same bundle when it is full.
  public BundleId full() {
    return new BundleId(index, TileId.FULL_WIDTH);
  }

  /// The tile of its leaf hashes.
  public TileId tile() {
    return new TileId(0, index, width);
  }

  /// Where it is served, below the log's URL: `tile/entries/x001/234.p/17`.
  public String path() {
    return ROOT + new TilePath(index, width);
  }

  @Override
  public String toString() {
    return path();
  }
}
