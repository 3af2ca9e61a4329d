package dev.offboard.audit.verify;

import dev.offboard.audit.merkle.BundleId;
import dev.offboard.audit.merkle.EntryBundle;
import dev.offboard.audit.merkle.Tile;
import dev.offboard.audit.merkle.TileId;
import dev.offboard.audit.merkle.TileReader;
import dev.offboard.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// A log as it is served. A full tile or bundle stands in for a partial one that the log has
/// deleted, as C2SP tlog-tiles lets it.
final class ServedLog implements TileReader {
  private static final String CHECKPOINT = "checkpoint";

  private final LogSource source;

  ServedLog(LogSource source) {
    this.source = source;
  }

  /// @throws UncheckedIOException also if there is none: then there is no log
  SignedCheckpoint checkpoint() {
    return SignedCheckpoint.parse(
        bytes(CHECKPOINT)
            .orElseThrow(
                () ->
                    new UncheckedIOException(
                        "there is no log", new IOException("it has no file " + CHECKPOINT))));
  }

  /// @throws NotThere if it isn't
  @Override
  public Tile read(TileId id) {
    Optional<byte[]> exact = bytes(id.path());
    if (exact.isPresent() || id.isFull()) {
      return Tile.parse(id, exact.orElseThrow(() -> new NotThere(id.path())));
    }
    byte[] full = bytes(id.full().path()).orElseThrow(() -> new NotThere(id.path()));
    return Tile.parse(id.full(), full).narrowedTo(id.width());
  }

  /// @throws NotThere if it isn't
  EntryBundle entries(BundleId id) {
    Optional<byte[]> exact = bytes(id.path());
    if (exact.isPresent() || id.isFull()) {
      return EntryBundle.parse(id, exact.orElseThrow(() -> new NotThere(id.path())));
    }
    byte[] full = bytes(id.full().path()).orElseThrow(() -> new NotThere(id.path()));
    return new EntryBundle(id, EntryBundle.parse(id.full(), full).entries().subList(0, id.width()));
  }

  private Optional<byte[]> bytes(String path) {
    try {
      return source.read(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read", e);
    }
  }
}
