package dev.offboard.audit.log;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.contracts.OffboardingId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Appends to the log: each entry exactly once, under leaf indexes that count from 0 without a gap
/// in commit order, by any number of threads and instances. Joins the caller's transaction, so the
/// inbox, the entries and their tree are kept or gone together; appends of others wait until it
/// ends.
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class AuditLog {
  private final JdbcClient jdbc;
  private final LogHead head;
  private final Growth growth;

  AuditLog(JdbcClient jdbc, LogHead head, Growth growth) {
    this.jdbc = jdbc;
    this.head = head;
    this.growth = growth;
  }

  /// Appends those that the log does not have yet, in the given order, and returns how many.
  ///
  /// @throws UnfitEntry if the log has another entry under the same key
  /// @throws DamagedLog if the log is not as long as its head says, or its tree not that of its
  ///   entries
  public int append(Collection<Draft> drafts) {
    if (drafts.isEmpty()) {
      return 0;
    }
    Map<Draft.Key, Leaf> fresh = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      Leaf first = fresh.get(draft.key());
      if (first == null) {
        fresh.put(draft.key(), Leaf.of(draft));
      } else {
        requireSame(draft, first.draft().body());
      }
    }
    LogHead.State end = head.lock();
    known(drafts(fresh))
        .forEach(
            (key, body) -> {
              Leaf leaf = fresh.remove(key);
              if (leaf != null) {
                requireSame(leaf.draft(), body);
              }
            });
    if (!fresh.isEmpty()) {
      extend(end, List.copyOf(fresh.values()));
    }
    return fresh.size();
  }

  private void extend(LogHead.State end, List<Leaf> leaves) {
    while (!end.isInTree()) {
      growth.takeIn(end);
    }
    insert(end.size(), leaves);
    growth.grow(end.peaks(), leaves.stream().map(Leaf::hash).toList());
    head.write(new LogHead.State(end.size() + leaves.size(), end.peaks()));
  }

  /// Nothing is appended from here to the end of the caller's transaction.
  public void holdStill() {
    head.holdStill();
  }

  /// How many entries the log has of each of these offboardings.
  public Map<OffboardingId, Long> count(Collection<OffboardingId> offboardings) {
    Map<OffboardingId, Long> counts = new HashMap<>();
    jdbc.sql(
            """
            SELECT offboarding_id, count(*) FROM entry
            WHERE offboarding_id = ANY (:ids::uuid[]) GROUP BY offboarding_id
            """)
        .param("ids", offboardings.stream().map(OffboardingId::toString).toArray(String[]::new))
        .query(
            row -> {
              counts.put(OffboardingId.parse(row.getString(1)), row.getLong(2));
            });
    return counts;
  }

  /// A statement of its own after the lock: it sees what was committed while this waited.
  private Map<Draft.Key, String> known(List<Draft> drafts) {
    Map<Draft.Key, String> known = new HashMap<>();
    jdbc.sql(
            """
            SELECT e.offboarding_id, e.kind, e.natural_key, e.body
            FROM unnest(:offboardings::uuid[], :kinds::text[], :keys::text[]) AS d (offboarding_id, kind, natural_key)
            JOIN entry e USING (offboarding_id, kind, natural_key)
            """)
        .param("offboardings", column(drafts, d -> d.key().offboardingId().toString()))
        .param("kinds", column(drafts, d -> d.key().kind().code()))
        .param("keys", column(drafts, d -> d.key().value()))
        .query(
            row -> {
              known.put(
                  new Draft.Key(
                      OffboardingId.parse(row.getString(1)),
                      EntryKind.ofCode(row.getString(2)),
                      row.getString(3)),
                  row.getString(4));
            });
    return known;
  }

  private void insert(long size, List<Leaf> leaves) {
    List<Draft> drafts = leaves.stream().map(Leaf::draft).toList();
    int inserted =
        jdbc.sql(
                """
                INSERT INTO entry (leaf_index, kind, tenant_id, user_id, offboarding_id, epoch, natural_key, body, at,
                                   leaf_hash)
                SELECT :size + place - 1, kind, tenant_id, user_id, offboarding_id, epoch, natural_key, body, at, leaf_hash
                FROM unnest(:kinds::text[], :tenants::text[], :users::text[], :offboardings::uuid[], :epochs::int[],
                            :keys::text[], :bodies::text[], :ats::timestamptz[], :hashes::bytea[])
                  WITH ORDINALITY AS d (kind, tenant_id, user_id, offboarding_id, epoch, natural_key, body, at, leaf_hash,
                                        place)
                ON CONFLICT (leaf_index) DO NOTHING
                """)
            .param("size", size)
            .param("kinds", column(drafts, d -> d.key().kind().code()))
            .param("tenants", column(drafts, d -> d.user().tenantId().value()))
            .param("users", column(drafts, d -> d.user().userId().value()))
            .param("offboardings", column(drafts, d -> d.key().offboardingId().toString()))
            .param("epochs", column(drafts, d -> d.epoch().toString()))
            .param("keys", column(drafts, d -> d.key().value()))
            .param("bodies", column(drafts, Draft::body))
            .param("ats", column(drafts, d -> d.at().toString()))
            .param(
                "hashes", leaves.stream().map(leaf -> leaf.hash().bytes()).toArray(byte[][]::new))
            .update();
    if (inserted != leaves.size()) {
      throw new DamagedLog(
          "the head says %d leaves, but there are leaves at or above index %d already"
              .formatted(size, size));
    }
  }

  /// What is appended, hashed before others have to wait.
  private record Leaf(Draft draft, Hash hash) {
    static Leaf of(Draft draft) {
      return new Leaf(draft, Hash.ofLeaf(draft.body().getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static List<Draft> drafts(Map<Draft.Key, Leaf> leaves) {
    return leaves.values().stream().map(Leaf::draft).toList();
  }

  private static void requireSame(Draft draft, String body) {
    if (!draft.body().equals(body)) {
      throw new UnfitEntry(draft.key() + " contradicts what was said under the same key before");
    }
  }

  private static String[] column(List<Draft> drafts, Function<Draft, String> value) {
    return drafts.stream().map(value).toArray(String[]::new);
  }
}
