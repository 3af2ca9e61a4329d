package dev.offboard.audit.merkle;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// A tree with all its tiles, and beside it RFC 9162 section 2.1.1 word for word.
final class MemoryTree implements TileReader {
  private final Frontier frontier = Frontier.empty();
  private final Map<TileId, Tile> tiles = new HashMap<>();

  static MemoryTree of(long size) {
    return new MemoryTree().append(leaves(0, size));
  }

  MemoryTree append(List<Hash> leaves) {
    frontier.append(leaves).forEach(tile -> tiles.put(tile.id(), tile));
    return this;
  }

  void keep(Tile tile) {
    tiles.put(tile.id(), tile);
  }

  TreeHead head() {
    return frontier.head();
  }

  HashReader hashes() {
    return new TileHashes(frontier.size(), this);
  }

  @Override
  public Tile read(TileId id) {
    Tile tile = tiles.get(id);
    if (tile == null) {
      throw new IllegalStateException(id + " was never stored");
    }
    return tile;
  }

  static Hash leaf(long index) {
    return Hash.ofLeaf(Long.toString(index).getBytes(StandardCharsets.UTF_8));
  }

  static List<Hash> leaves(long from, long to) {
    return LongStream.range(from, to).mapToObj(MemoryTree::leaf).toList();
  }

  /// MTH(D_n), the definition itself.
  static Hash definition(List<Hash> leaves) {
    int n = leaves.size();
    if (n == 0) {
      return Hash.OF_EMPTY_TREE;
    }
    if (n == 1) {
      return leaves.getFirst();
    }
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return Hash.ofNode(definition(leaves.subList(0, k)), definition(leaves.subList(k, n)));
  }
}
