package dev.offboard.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a growing tree, which is all that appending to it takes: the tiles that aren't
/// full yet. Costs two hashes a leaf, and nothing that grows with the tree but its height. Not
/// thread-safe.
public final class Frontier {
  private final List<List<Hash>> levels = new ArrayList<>();
  private long size;

  private Frontier(long size) {
    this.size = size;
    for (int level = 0; level <= TileId.MAX_LEVEL; level++) {
      levels.add(new ArrayList<>());
    }
  }

  /// That of the tree without leaves.
  public static Frontier empty() {
    return new Frontier(0);
  }

  /// That of a tree whose tiles are kept; asks for those of [TileId#rightEdge]. Compare [#head()]
  /// with what the tree's root should be before appending: tiles can be changed by others.
  public static Frontier of(long treeSize, TileReader tiles) {
    Frontier frontier = new Frontier(treeSize);
    for (TileId id : TileId.rightEdge(treeSize)) {
      frontier.levels.get(id.level()).addAll(tiles.read(id).narrowedTo(id.width()).hashes());
    }
    return frontier;
  }

  /// One that grows on its own from here.
  public Frontier copy() {
    Frontier copy = new Frontier(size);
    for (int level = 0; level < levels.size(); level++) {
      copy.levels.get(level).addAll(levels.get(level));
    }
    return copy;
  }

  public long size() {
    return size;
  }

  /// Appends leaves and returns every tile that is new or wider than before: what there is to
  /// store.
  public List<Tile> append(List<Hash> leaves) {
    long before = size;
    List<Tile> changed = new ArrayList<>();
    for (Hash leaf : leaves) {
      size++;
      add(0, leaf, changed);
    }
    for (Tile tile : rightEdge()) {
      int shift = TileId.HEIGHT * tile.id().level();
      if (before >> shift != size >> shift) {
        changed.add(tile);
      }
    }
    return changed;
  }

  /// The tiles that aren't full, lowest level first.
  public List<Tile> rightEdge() {
    return TileId.rightEdge(size).stream().map(id -> Tile.of(id, levels.get(id.level()))).toList();
  }

  /// The head of the tree as it is now.
  public TreeHead head() {
    List<Hash> rest = List.of();
    for (List<Hash> level : levels) {
      List<Hash> hashes = new ArrayList<>(level);
      hashes.addAll(rest);
      rest = hashes.isEmpty() ? hashes : List.of(Subtree.root(hashes));
    }
    return rest.isEmpty() ? TreeHead.EMPTY : new TreeHead(size, rest.getFirst());
  }

  private void add(int level, Hash hash, List<Tile> full) {
    List<Hash> edge = levels.get(level);
    edge.add(hash);
    if (edge.size() == TileId.FULL_WIDTH) {
      long index = (size - 1) >> (TileId.HEIGHT * level) >> TileId.HEIGHT;
      full.add(Tile.of(new TileId(level, index, TileId.FULL_WIDTH), edge));
      Hash root = Subtree.root(edge);
      edge.clear();
      add(level + 1, root, full);
    }
  }
}
