package dev.offboard.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.merkle.Frontier;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// From the log without a tree to the one with it.
class UpgradeSliceTest {
  @Test
  void entries_of_the_older_version_keep_their_places_and_are_in_the_tree() {
    OwnLog log = OwnLog.ofVersion("2");
    log.jdbc()
        .sql(
            """
            INSERT INTO entry (leaf_index, kind, tenant_id, user_id, offboarding_id, epoch, natural_key, body, at)
            SELECT n, 'report', 'acme', 'u1', gen_random_uuid(), 1, n, format('{"n":%s}', n), now()
            FROM generate_series(0, 699) AS n
            """)
        .update();
    log.jdbc().sql("UPDATE log_head SET size = 700").update();

    log.migrate("latest");
    assertThat(log.tree().head()).isEqualTo(TreeHead.EMPTY);
    log.takingIn().start();
    log.append(100);

    List<Hash> leaves =
        log.jdbc()
            .sql("SELECT body FROM entry ORDER BY leaf_index")
            .query((row, n) -> Hash.ofLeaf(row.getString(1).getBytes(StandardCharsets.UTF_8)))
            .list();
    Frontier expected = Frontier.empty();
    expected.append(leaves);
    assertThat(log.tree().head()).isEqualTo(expected.head());
    assertThat(log.tree().head().size()).isEqualTo(800);
  }

  @Test
  void an_empty_log_of_the_older_version_begins_an_empty_tree() {
    OwnLog log = OwnLog.ofVersion("2");
    log.migrate("latest");
    log.takingIn().start();

    log.append(1);
    assertThat(log.tree().head().size()).isEqualTo(1);
  }
}
