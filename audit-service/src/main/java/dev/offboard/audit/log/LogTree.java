package dev.offboard.audit.log;

import dev.offboard.audit.merkle.BundleId;
import dev.offboard.audit.merkle.EntryBundle;
import dev.offboard.audit.merkle.HashReader;
import dev.offboard.audit.merkle.Tile;
import dev.offboard.audit.merkle.TileHashes;
import dev.offboard.audit.merkle.TileId;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.contracts.OffboardingId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The log as a tree, for those who sign, prove and serve it. What has been committed never
/// changes, so all of this may be read without a transaction.
@Component
public class LogTree {
  private final JdbcClient jdbc;
  private final LogHead head;
  private final Tiles tiles;

  LogTree(JdbcClient jdbc, LogHead head, Tiles tiles) {
    this.jdbc = jdbc;
    this.head = head;
    this.tiles = tiles;
  }

  /// The head as the database has it: a claim until it is proved from tiles.
  public TreeHead head() {
    return head.tree();
  }

  /// The hashes of the tree when it had `size` leaves, for one proof.
  public HashReader hashes(long size) {
    return new TileHashes(size, tiles);
  }

  /// @throws DamagedLog if some of it isn't there
  public Tile tile(TileId id) {
    return tiles.read(id);
  }

  /// @throws DamagedLog if some of it isn't there
  public EntryBundle entries(BundleId id) {
    List<byte[]> bodies =
        jdbc.sql(
                "SELECT body FROM entry WHERE leaf_index >= ? AND leaf_index < ? ORDER BY"
                    + " leaf_index")
            .param(id.start())
            .param(id.start() + id.width())
            .query((row, n) -> row.getString(1).getBytes(StandardCharsets.UTF_8))
            .list();
    if (bodies.size() != id.width()) {
      throw new DamagedLog(
          "%s has %d entries (expected: %d)".formatted(id, bodies.size(), id.width()));
    }
    return new EntryBundle(id, bodies);
  }

  /// An entry at its place: what the tree has of it.
  public record Leaf(long index, String body) {}

  /// All entries of one offboarding among the first `size` of the log, in their order.
  public List<Leaf> entriesOf(OffboardingId offboarding, long size) {
    return jdbc.sql(
            """
            SELECT leaf_index, body FROM entry
            WHERE offboarding_id = ?::uuid AND leaf_index < ? ORDER BY leaf_index
            """)
        .param(offboarding.toString())
        .param(size)
        .query((row, n) -> new Leaf(row.getLong(1), row.getString(2)))
        .list();
  }
}
