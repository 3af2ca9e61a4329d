package dev.offboard.audit.log;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.Tile;
import dev.offboard.audit.merkle.TileId;
import dev.offboard.audit.merkle.TileReader;
import dev.offboard.messaging.tenancy.Tenancy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The hashes of the tree as they are stored: a row for each full tile. What is not full is put
/// together from the leaf hashes beside the entries, or from the roots of the tiles below.
@Component
class Tiles implements TileReader {
  /// RFC 9162 section 2.1.1.
  private static final String HASH_OF_BODY = "sha256('\\x00'::bytea || convert_to(body, 'UTF8'))";

  /// Entries from before the tree were stored without theirs.
  private static final String STORED_HASH = "coalesce(leaf_hash, " + HASH_OF_BODY + ")";

  private final JdbcClient jdbc;

  Tiles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What was stored when the entries were appended: one that was changed since does not fit it.
  ///
  /// @throws DamagedLog if some of it isn't there
  @Override
  public Tile read(TileId id) {
    return id.isFull()
        ? full(id)
        : Tenancy.askAcrossAll(
            () -> partial(id, STORED_HASH)); // hashes only: the tree is everybody's
  }

  /// The same of a partial tile, but with what its entries hash to now.
  Tile rebuild(TileId id) {
    return partial(id, HASH_OF_BODY);
  }

  /// What entries hash to that are not in the tree yet.
  ///
  /// @throws DamagedLog if some of them aren't there
  List<Hash> leaves(long from, long to) {
    List<Hash> leaves =
        jdbc.sql(
                "SELECT %s FROM entry WHERE leaf_index >= ? AND leaf_index < ? ORDER BY leaf_index"
                    .formatted(HASH_OF_BODY))
            .param(from)
            .param(to)
            .query((row, n) -> Hash.of(row.getBytes(1)))
            .list();
    if (leaves.size() != to - from) {
      throw new DamagedLog(
          "%d entries from leaf %d on (expected: %d)".formatted(leaves.size(), from, to - from));
    }
    return leaves;
  }

  /// Joins the caller's transaction.
  void insert(List<Full> tiles) {
    jdbc.sql(
            """
            INSERT INTO tile (level, number, hashes, root)
            SELECT * FROM unnest(:levels::smallint[], :numbers::bigint[], :hashes::bytea[], :roots::bytea[])
            """)
        .param("levels", tiles.stream().map(it -> it.tile().id().level()).toArray(Integer[]::new))
        .param("numbers", tiles.stream().map(it -> it.tile().id().index()).toArray(Long[]::new))
        .param("hashes", tiles.stream().map(it -> it.tile().bytes()).toArray(byte[][]::new))
        .param("roots", tiles.stream().map(it -> it.root().bytes()).toArray(byte[][]::new))
        .update();
  }

  /// A full tile and the hash of them all, which stands in the tile above.
  record Full(Tile tile, Hash root) {}

  private Tile full(TileId id) {
    return tile(
        id,
        jdbc.sql("SELECT hashes FROM tile WHERE (level, number) = (?, ?)")
            .param(id.level())
            .param(id.index())
            .query(byte[].class)
            .optional()
            .orElse(null));
  }

  private Tile partial(TileId id, String leafHash) {
    long from = id.index() * TileId.FULL_WIDTH;
    JdbcClient.StatementSpec hashes =
        id.level() == 0
            ? jdbc.sql(
                """
                SELECT string_agg(%s, ''::bytea ORDER BY leaf_index)
                FROM entry WHERE leaf_index >= :from AND leaf_index < :to
                """
                    .formatted(leafHash))
            : jdbc.sql(
                    """
                    SELECT string_agg(root, ''::bytea ORDER BY number)
                    FROM tile WHERE level = :below AND number >= :from AND number < :to
                    """)
                .param("below", id.level() - 1);
    return tile(
        id,
        hashes
            .param("from", from)
            .param("to", from + id.width())
            .query(byte[].class)
            .optional()
            .orElse(null));
  }

  private static Tile tile(TileId id, byte @Nullable [] hashes) {
    if (hashes == null || hashes.length != id.width() * Hash.LENGTH) {
      throw new DamagedLog(
          "%s has %d hashes (expected: %d)"
              .formatted(id, hashes == null ? 0 : hashes.length / Hash.LENGTH, id.width()));
    }
    return Tile.parse(id, hashes);
  }
}
