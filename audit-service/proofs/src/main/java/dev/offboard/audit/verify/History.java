package dev.offboard.audit.verify;

import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.TileHashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// What shows that a log continues a checkpoint that was kept.
public final class History {
  private final HistoryCheck.Paths paths;

  private History(HistoryCheck.Paths paths) {
    this.paths = paths;
  }

  /// Nothing but the files at hand: enough for checkpoints of the same size.
  public static History none() {
    return new History(
        (older, newer) -> {
          throw new UncheckedIOException(
              "whether the log of %d entries continues the one of %d that was kept"
                  .formatted(newer.size(), older.size()),
              new IOException("neither a consistency proof nor the log was given"));
        });
  }

  /// The hashes of a consistency proof, from whomever.
  public static History of(List<Hash> path) {
    return new History((older, newer) -> path);
  }

  /// The tiles of the log.
  public static History in(LogSource source) {
    ServedLog log = new ServedLog(source);
    return new History(
        (older, newer) ->
            ConsistencyProof.build(older.size(), newer.size(), new TileHashes(newer.size(), log))
                .path());
  }

  HistoryCheck.Paths paths() {
    return paths;
  }
}
