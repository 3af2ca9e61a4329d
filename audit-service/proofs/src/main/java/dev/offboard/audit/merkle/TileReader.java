package dev.offboard.audit.merkle;

/// Where tiles are kept.
@FunctionalInterface
public interface TileReader {
  /// The tile, exactly as wide as it is asked for. Throws what its place throws when it isn't
  /// there.
  Tile read(TileId id);
}
