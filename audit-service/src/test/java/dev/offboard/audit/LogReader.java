package dev.offboard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.merkle.Frontier;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.TileId;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.contracts.OffboardingId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks into the tables past the code under test.
public final class LogReader {
  private final JdbcClient jdbc;

  private LogReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public static LogReader of(ApplicationContext context) {
    return new LogReader(context.getBean(JdbcClient.class));
  }

  /// The bodies of one offboarding's entries in leaf order.
  public List<String> bodies(OffboardingId offboarding) {
    return jdbc.sql("SELECT body FROM entry WHERE offboarding_id = ?::uuid ORDER BY leaf_index")
        .param(offboarding.toString())
        .query(String.class)
        .list();
  }

  public long size() {
    return jdbc.sql("SELECT size FROM log_head").query(Long.class).single();
  }

  public long pendingSeals() {
    return jdbc.sql("SELECT count(*) FROM seal_pending").query(Long.class).single();
  }

  /// Leaf indexes are 0 to size - 1, each once, and entries were appended in their order.
  public boolean isGapFree() {
    return jdbc.sql(
            """
            SELECT count(*) = (SELECT size FROM log_head)
               AND coalesce(min(leaf_index), 0) = 0
               AND coalesce(max(leaf_index), -1) = count(*) - 1
               AND NOT EXISTS (SELECT FROM entry a JOIN entry b ON b.leaf_index = a.leaf_index + 1
                               WHERE b.appended_at < a.appended_at)
            FROM entry
            """)
        .query(Boolean.class)
        .single();
  }

  /// Root, peaks and full tiles are those that the entries hash to.
  public void assertTreeIsThatOfTheEntries() {
    List<Hash> leaves =
        jdbc.sql("SELECT body FROM entry ORDER BY leaf_index")
            .query((row, n) -> Hash.ofLeaf(row.getString(1).getBytes(StandardCharsets.UTF_8)))
            .list();
    Frontier tree = Frontier.empty();
    Map<String, String> tiles =
        tree.append(leaves).stream()
            .filter(tile -> tile.id().isFull())
            .collect(Collectors.toMap(tile -> tile.id().path(), tile -> hex(tile.bytes())));

    assertThat(head()).isEqualTo(tree.head());
    assertThat(tiles()).as("the full tiles").containsExactlyInAnyOrderEntriesOf(tiles);
  }

  private TreeHead head() {
    return jdbc.sql("SELECT tree_size, root FROM log_head")
        .query((row, n) -> new TreeHead(row.getLong(1), Hash.of(row.getBytes(2))))
        .single();
  }

  private Map<String, String> tiles() {
    Map<String, String> tiles = new HashMap<>();
    jdbc.sql("SELECT level, number, hashes FROM tile")
        .query(
            row -> {
              TileId id = new TileId(row.getInt(1), row.getLong(2), TileId.FULL_WIDTH);
              tiles.put(id.path(), hex(row.getBytes(3)));
            });
    return tiles;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// How many transactions wait for another one to end.
  public int waiting() {
    return jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
        .query(Integer.class)
        .single();
  }
}
