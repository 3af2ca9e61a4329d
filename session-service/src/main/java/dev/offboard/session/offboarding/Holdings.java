package dev.offboard.session.offboarding;

import dev.offboard.contracts.Evidence;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import dev.offboard.messaging.participant.Inventory;
import dev.offboard.session.login.EndReason;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What many users hold at and below an epoch each, in multi-row statements: hundreds of users cost
/// two round trips. Joins the caller's transaction and answers in the order of the holders.
@Repository
class Holdings {
  static final String SESSIONS = "sessions";
  static final String ACCESS_TOKENS = "accessTokens";
  static final String REFRESH_TOKENS = "refreshTokens";
  static final String SESSION_RECORDS = "sessionRecords";

  private final JdbcClient jdbc;
  private final Clock clock;

  Holdings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// What somebody held until now.
  ///
  /// @param held ids of sessions, hashes of tokens
  record Ended(Evidence evidence, Inventory held) {}

  /// Ends every session and removes every token. Two statements, sessions first: that is the order
  /// in which every writer locks.
  List<Ended> end(List<Holder> holders, EndReason reason) {
    List<Evidence> ended = evidence(holders, SESSIONS, ACCESS_TOKENS, REFRESH_TOKENS);
    List<Inventory> held = new ArrayList<>(Collections.nCopies(holders.size(), Inventory.NOTHING));
    if (holders.isEmpty()) {
      return List.of();
    }
    jdbc.sql(
            """
            WITH ended AS (
              UPDATE session s SET state = 'ENDED', end_reason = :reason, ended_at = :now
              FROM unnest(:tenants::text[], :users::text[], :epochs::int[])
                   WITH ORDINALITY AS h (tenant_id, user_id, epoch, n)
              WHERE (s.tenant_id, s.user_id) = (h.tenant_id, h.user_id) AND s.epoch <= h.epoch
                AND s.state = 'LIVE'
              RETURNING h.n, s.id, s.expires_at)
            SELECT n, array_agg(id::text) AS ids FROM ended WHERE expires_at > :now GROUP BY n
            """)
        .params(columns(holders))
        .param("reason", reason.name())
        .param("now", now())
        .query(
            row -> {
              int holder = row.getInt("n") - 1;
              List<String> ids = strings(row, "ids");
              held.set(holder, held.get(holder).and(SESSIONS, ids));
              ended.set(holder, ended.get(holder).and(SESSIONS, ids.size()));
            });
    jdbc.sql(
            """
            WITH removed AS (
              DELETE FROM token t
              USING session s, unnest(:tenants::text[], :users::text[], :epochs::int[])
                   WITH ORDINALITY AS h (tenant_id, user_id, epoch, n)
              WHERE (s.tenant_id, s.user_id) = (h.tenant_id, h.user_id) AND s.epoch <= h.epoch
                AND t.session_id = s.id
              RETURNING h.n, t.kind, t.hash, t.used_at IS NULL AND t.expires_at > :now AS live)
            SELECT n, array_agg(hash) FILTER (WHERE kind = 'ACCESS') AS "accessTokens",
                   array_agg(hash) FILTER (WHERE kind = 'REFRESH') AS "refreshTokens"
            FROM removed WHERE live GROUP BY n
            """)
        .params(columns(holders))
        .param("now", now())
        .query(
            row -> {
              int holder = row.getInt("n") - 1;
              for (String kind : List.of(ACCESS_TOKENS, REFRESH_TOKENS)) {
                List<String> hashes = strings(row, kind);
                held.set(holder, held.get(holder).and(kind, hashes));
                ended.set(holder, ended.get(holder).and(kind, hashes.size()));
              }
            });
    return IntStream.range(0, holders.size())
        .mapToObj(holder -> new Ended(ended.get(holder), held.get(holder)))
        .toList();
  }

  /// Deletes the history, and whatever should still be there besides it.
  List<Evidence> forget(List<Holder> holders) {
    List<Evidence> forgotten = evidence(holders, SESSION_RECORDS);
    jdbc.sql(
            """
            WITH forgotten AS (
              DELETE FROM session s
              USING unnest(:tenants::text[], :users::text[], :epochs::int[])
                   WITH ORDINALITY AS h (tenant_id, user_id, epoch, n)
              WHERE (s.tenant_id, s.user_id) = (h.tenant_id, h.user_id) AND s.epoch <= h.epoch
              RETURNING h.n)
            SELECT n, count(*) AS "sessionRecords" FROM forgotten GROUP BY n
            """)
        .params(columns(holders))
        .query(counting(forgotten, SESSION_RECORDS));
    return forgotten;
  }

  /// Reads again what is still there. Does not ask the fence: a block would hide what was not
  /// removed.
  List<Evidence> live(List<Holder> holders) {
    List<Evidence> live = evidence(holders, SESSIONS, ACCESS_TOKENS, REFRESH_TOKENS);
    jdbc.sql(
            """
            SELECT h.n, l.sessions, l."accessTokens", l."refreshTokens"
            FROM unnest(:tenants::text[], :users::text[], :epochs::int[])
                 WITH ORDINALITY AS h (tenant_id, user_id, epoch, n),
            LATERAL (
              SELECT count(DISTINCT s.id) FILTER (WHERE s.state = 'LIVE') AS sessions,
                     count(t.hash) FILTER (WHERE t.kind = 'ACCESS') AS "accessTokens",
                     count(t.hash) FILTER (WHERE t.kind = 'REFRESH') AS "refreshTokens"
              FROM session s
              LEFT JOIN token t ON t.session_id = s.id AND t.used_at IS NULL AND t.expires_at > :now
              WHERE (s.tenant_id, s.user_id) = (h.tenant_id, h.user_id) AND s.epoch <= h.epoch) l
            """)
        .params(columns(holders))
        .param("now", now())
        .query(counting(live, SESSIONS, ACCESS_TOKENS, REFRESH_TOKENS));
    return live;
  }

  /// For each holder a zero of every kind: evidence says also what was looked for in vain.
  private static List<Evidence> evidence(List<Holder> holders, String... kinds) {
    Evidence zeros = Evidence.NONE;
    for (String kind : kinds) {
      zeros = zeros.and(kind, 0);
    }
    return new ArrayList<>(Collections.nCopies(holders.size(), zeros));
  }

  /// Adds each row's columns, named like the kinds, to the evidence of the holder with number `n`.
  private static RowCallbackHandler counting(List<Evidence> evidence, String... kinds) {
    return row -> {
      int holder = row.getInt("n") - 1;
      for (String kind : kinds) {
        evidence.set(holder, evidence.get(holder).and(kind, row.getLong(kind)));
      }
    };
  }

  private static List<String> strings(ResultSet row, String column) throws SQLException {
    @Nullable Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private static Map<String, Object> columns(List<Holder> holders) {
    return Map.of(
        "tenants", text(holders, h -> h.user().tenantId().value()),
        "users", text(holders, h -> h.user().userId().value()),
        "epochs", text(holders, h -> h.epoch().toString()));
  }

  private static String[] text(List<Holder> holders, Function<Holder, String> value) {
    return holders.stream().map(value).toArray(String[]::new);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
