package dev.offboard.orchestrator.portal.dashboard;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.TenantId;
import dev.offboard.orchestrator.portal.States;
import dev.offboard.orchestrator.saga.OffboardUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what is under way, late or in need of somebody from the tables of the saga. Every query is
/// limited to what has not ended, or to the last day.
@Component
final class InFlight {
  /// More than anybody works through from a page; the CSV has them all.
  static final int MOST_SHOWN = 50;

  private static final String LIVE =
      """
      state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED') AND NOT (state = 'SEALING' AND roles <> '{}')
        AND (:tenant::text IS NULL OR tenant_id = :tenant)\
      """;

  private final JdbcClient jdbc;

  InFlight(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param oldest when the one that is longest in it was requested
  /// @param late how many are past the deadline of what is awaited
  record StateCount(OffboardingState state, long count, long late, Instant oldest) {
    public String label() {
      return States.label(state);
    }

    public String look() {
      return States.look(state);
    }

    public String code() {
      return state.name();
    }
  }

  List<StateCount> states(@Nullable TenantId tenant) {
    return limited(
            """
            SELECT state, count(*) AS count, count(*) FILTER (WHERE respond_by < clock_timestamp()) AS late,
              min(requested_at) AS oldest
            FROM offboarding WHERE %s GROUP BY state ORDER BY state
            """,
            tenant)
        .query(
            (row, number) ->
                new StateCount(
                    OffboardingState.ofCode(row.getString("state")),
                    row.getLong("count"),
                    row.getLong("late"),
                    required(row, "oldest")))
        .list();
  }

  /// @param why the mark's reason; null if it is only late
  record Waiting(
      String id,
      String user,
      OffboardingState state,
      Instant requestedAt,
      @Nullable Instant respondBy,
      @Nullable String why,
      @Nullable String owner,
      @Nullable Instant since) {}

  /// Those in need of somebody, then those past their deadline, the longest first; with a state all
  /// that are in it.
  List<Waiting> waiting(Filter filter) {
    return limited(
            """
            SELECT * FROM offboarding
            WHERE %s AND (state = :state OR (:state::text IS NULL
              AND (attention_since IS NOT NULL OR respond_by < clock_timestamp() OR state = 'AWAITING_APPROVAL')))
            ORDER BY attention_since NULLS LAST, respond_by NULLS LAST, id LIMIT :most
            """,
            filter.tenant())
        .param("state", filter.state() == null ? null : filter.state().name(), Types.VARCHAR)
        .param("most", MOST_SHOWN + 1)
        .query(
            (row, number) ->
                new Waiting(
                    row.getString("id"),
                    row.getString("tenant_id") + "/" + row.getString("user_id"),
                    OffboardingState.ofCode(row.getString("state")),
                    required(row, "requested_at"),
                    instant(row, "respond_by"),
                    row.getString("attention_reason"),
                    row.getString("attention_owner"),
                    instant(row, "attention_since")))
        .list();
  }

  /// @param failing of the pending ones, those that failed or refused last
  record ParticipantCount(
      ParticipantName participant, long pending, long failing, Instant oldest) {}

  List<ParticipantCount> participants(@Nullable TenantId tenant) {
    return limited(
            """
            SELECT s.participant, count(*) AS pending, count(*) FILTER (WHERE s.state IN ('FAILED', 'REFUSED')) AS failing,
              min(s.announced_at) AS oldest
            FROM offboarding AS o JOIN step AS s ON s.offboarding_id = o.id
            WHERE o.state IN ('REVOKING', 'VERIFYING', 'ERASING', 'SEALING', 'REINSTATING') AND s.state <> 'COMPLETED'
              AND (:tenant::text IS NULL OR o.tenant_id = :tenant)
            GROUP BY s.participant ORDER BY s.participant
            """,
            tenant)
        .query(
            (row, number) ->
                new ParticipantCount(
                    new ParticipantName(row.getString("participant")),
                    row.getLong("pending"),
                    row.getLong("failing"),
                    required(row, "oldest")))
        .list();
  }

  /// @param late how many took longer than their policy allows
  record TimesToRevoke(long count, double p50, double p95, double p99, long late) {}

  /// Of the last 24 hours; empty if there was none.
  Optional<TimesToRevoke> timesToRevoke(@Nullable TenantId tenant) {
    return limited(
            """
            WITH revoked AS (
              SELECT extract(epoch FROM times.revoked - times.started) AS seconds,
                     extract(epoch FROM coalesce((policy -> 'deadlines' ->> 'revoke')::interval, make_interval(secs => :deadline))) AS deadline
              FROM offboarding, LATERAL (
                SELECT min(at) FILTER (WHERE to_state = 'REVOKED') AS revoked, min(at) FILTER (WHERE to_state = 'REVOKING') AS started
                FROM state_change WHERE offboarding_id = id AND at >= effective_at) AS times
              WHERE revoked_at > now() - interval '24 hours' AND roles = '{}' AND times.started IS NOT NULL
                AND (:tenant::text IS NULL OR tenant_id = :tenant))
            SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS p50,
              percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS p95,
              percentile_cont(0.99) WITHIN GROUP (ORDER BY seconds) AS p99, count(*) FILTER (WHERE seconds > deadline) AS late
            FROM revoked
            """,
            tenant)
        .param("deadline", OffboardUser.OFFBOARD_USER.phase(Phase.REVOKE).within().toSeconds())
        .query(
            (row, number) ->
                new TimesToRevoke(
                    row.getLong("count"),
                    row.getDouble("p50"),
                    row.getDouble("p95"),
                    row.getDouble("p99"),
                    row.getLong("late")))
        .optional()
        .filter(times -> times.count() > 0);
  }

  private JdbcClient.StatementSpec limited(String sql, @Nullable TenantId tenant) {
    return jdbc.sql(sql.contains("%s") ? sql.formatted(LIVE) : sql)
        .param("tenant", tenant == null ? null : tenant.value(), Types.VARCHAR);
  }

  private static Instant required(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
