package dev.offboard.audit.merkle;

import java.util.HashMap;
import java.util.Map;

/// The hashes of one tree by its tiles. Reads each tile once and keeps it: meant for one proof, not
/// for a whole log. Not thread-safe.
public final class TileHashes implements HashReader {
  private final long treeSize;
  private final TileReader tiles;
  private final Map<TileId, Tile> read = new HashMap<>();

  public TileHashes(long treeSize, TileReader tiles) {
    this.treeSize = treeSize;
    this.tiles = tiles;
  }

  @Override
  public Hash hash(NodeId node) {
    return read.computeIfAbsent(TileId.holding(node, treeSize), tiles::read).hash(node);
  }
}
