package dev.offboard.audit.log;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.NodeId;
import dev.offboard.audit.merkle.Peaks;
import dev.offboard.audit.merkle.Tile;
import dev.offboard.audit.merkle.TileId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Lets the tree grow. Costs no statement unless a tile becomes full, which is every 256 leaves;
/// that tile is built from what its entries hash to then, so entries that were changed meanwhile
/// are noticed and stop the log.
@Component
class Growth {
  /// Levels of the tree from one tile level to the next: 2^8 = 256.
  private static final int HEIGHT = Integer.numberOfTrailingZeros(TileId.FULL_WIDTH);

  /// Of entries from before the tree; many enough for few statements, and little memory.
  private static final int TAKEN_IN_TOGETHER = 8192;

  private final Tiles tiles;

  Growth(Tiles tiles) {
    this.tiles = tiles;
  }

  /// Takes in entries that are not in the tree yet, not more than fit one transaction well. The
  /// caller holds the head and writes it.
  void takeIn(LogHead.State head) {
    long from = head.peaks().size();
    grow(head.peaks(), tiles.leaves(from, Math.min(head.size(), from + TAKEN_IN_TOGETHER)));
  }

  /// Appends to `peaks` and stores the tiles that become full. The caller holds the head and writes
  /// it.
  ///
  /// @throws DamagedLog if such a tile does not lead to the root that the peaks lead to
  void grow(Peaks peaks, List<Hash> leaves) {
    long before = peaks.size();
    List<Peaks.Full> full = peaks.append(leaves);
    if (full.isEmpty()) {
      return;
    }
    // by level, what came after the hashes that are stored
    Map<Integer, List<Hash>> fresh = new HashMap<>(Map.of(0, leaves));
    List<Tiles.Full> built = new ArrayList<>();
    for (Peaks.Full tile : full) {
      int level = tile.id().level();
      Tile stored = build(tile, before >> HEIGHT * level, fresh.getOrDefault(level, List.of()));
      built.add(new Tiles.Full(stored, tile.root()));
      fresh.computeIfAbsent(level + 1, above -> new ArrayList<>()).add(tile.root());
    }
    tiles.insert(built);
  }

  /// @param had how many hashes its level had before `fresh`
  private Tile build(Peaks.Full full, long had, List<Hash> fresh) {
    TileId id = full.id();
    long start = id.index() * TileId.FULL_WIDTH;
    int kept = (int) Math.max(0, had - start);
    ByteArrayOutputStream hashes = new ByteArrayOutputStream(TileId.FULL_WIDTH * Hash.LENGTH);
    if (kept > 0) {
      hashes.writeBytes(tiles.rebuild(new TileId(id.level(), id.index(), kept)).bytes());
    }
    int from = (int) (start + kept - had);
    fresh
        .subList(from, from + TileId.FULL_WIDTH - kept)
        .forEach(hash -> hashes.writeBytes(hash.bytes()));
    Tile tile = Tile.parse(id, hashes.toByteArray());
    if (kept > 0) {
      requireRoot(full, tile.hash(new NodeId(HEIGHT * (id.level() + 1), id.index())));
    }
    return tile;
  }

  private static void requireRoot(Peaks.Full full, Hash root) {
    if (!root.equals(full.root())) {
      throw new DamagedLog(
          "%s leads to %s, but it was appended as %s: an entry from number %d on was changed"
              .formatted(
                  full.id(),
                  root,
                  full.root(),
                  full.id().index() << HEIGHT * (full.id().level() + 1)));
    }
  }
}
