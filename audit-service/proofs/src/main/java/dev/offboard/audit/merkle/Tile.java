package dev.offboard.audit.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Consecutive hashes of one level, as they are served and stored: C2SP tlog-tiles. Never changed.
/// What it says is believed only when a signed root follows from it.
public final class Tile {
  private final TileId id;
  private final byte[] bytes;

  private Tile(TileId id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /// @throws IllegalArgumentException unless there are as many bytes as the tile is wide
  public static Tile parse(TileId id, byte[] bytes) {
    int expected = id.width() * Hash.LENGTH;
    if (bytes.length != expected) {
      throw new IllegalArgumentException(
          "%s of %d bytes (expected: %d)".formatted(id, bytes.length, expected));
    }
    return new Tile(id, bytes.clone());
  }

  static Tile of(TileId id, List<Hash> hashes) {
    byte[] bytes = new byte[hashes.size() * Hash.LENGTH];
    for (int place = 0; place < hashes.size(); place++) {
      hashes.get(place).copyTo(bytes, place);
    }
    return parse(id, bytes);
  }

  public TileId id() {
    return id;
  }

  /// A copy of its bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  public List<Hash> hashes() {
    return hashes(0, id.width());
  }

  /// Its first hashes: what it was when the log was smaller.
  ///
  /// @throws IllegalArgumentException if it isn't as wide
  public Tile narrowedTo(int width) {
    return of(new TileId(id.level(), id.index(), width), hashes(0, width));
  }

  /// The hash of a node that is in this tile or between it and the next level.
  ///
  /// @throws IllegalArgumentException if the node is elsewhere
  public Hash hash(NodeId node) {
    int height = node.level() - id.level() * TileId.HEIGHT;
    if (height < 0 || height > TileId.HEIGHT) {
      throw elsewhere(node);
    }
    long from = (node.index() << height) - id.index() * TileId.FULL_WIDTH;
    long to = from + (1L << height);
    if (from < 0 || to > id.width()) {
      throw elsewhere(node);
    }
    return Subtree.root(hashes((int) from, (int) to));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tile tile && id.equals(tile.id) && Arrays.equals(bytes, tile.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return id.path();
  }

  private List<Hash> hashes(int from, int to) {
    if (to > id.width()) {
      throw new IllegalArgumentException("%s has no %d hashes".formatted(id, to));
    }
    List<Hash> hashes = new ArrayList<>(to - from);
    for (int place = from; place < to; place++) {
      hashes.add(Hash.at(bytes, place));
    }
    return hashes;
  }

  private IllegalArgumentException elsewhere(NodeId node) {
    return new IllegalArgumentException("%s does not hold %s".formatted(id, node));
  }
}
