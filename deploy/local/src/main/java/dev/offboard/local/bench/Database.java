package dev.offboard.local.bench;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.TenantId;
import dev.offboard.local.runtime.Coordinates;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The platform's database as an observer sees it: one connection that only reads. Not thread-safe.
final class Database implements AutoCloseable {
  /// PostgreSQL's `PGSTAT_IDLE_INTERVAL` and a little: an idle connection reports no later.
  static final Duration COMMITS_KNOWN_AFTER = Duration.ofSeconds(11);

  private final Connection connection;
  private final PreparedStatement state;
  private long ownQueries;

  Database(Coordinates platform) {
    try {
      this.connection =
          DriverManager.getConnection(platform.jdbcUrl(), platform.user(), platform.password());
      connection.setReadOnly(true);
      this.state =
          connection.prepareStatement("SELECT state FROM orchestrator.offboarding WHERE id = ?");
    } catch (SQLException e) {
      throw new IllegalStateException("The database can't be reached: " + e.getMessage(), e);
    }
  }

  /// The committed state. A fraction of what the HTTP interface costs, so that watching disturbs
  /// little.
  OffboardingState stateOf(OffboardingId id) {
    ownQueries++;
    try {
      state.setObject(1, id.value());
      try (ResultSet row = state.executeQuery()) {
        return row.next() ? OffboardingState.ofCode(row.getString(1)) : OffboardingState.UNKNOWN;
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /// How many of the tenant's offboardings whose user's id starts so are in each state.
  SortedMap<String, Long> states(TenantId tenant, String userPrefix) {
    return counts(
        """
        SELECT state, count(*) FROM orchestrator.offboarding
        WHERE tenant_id = '%s' AND user_id LIKE '%s%%' GROUP BY state
        """
            .formatted(tenant, userPrefix));
  }

  /// When the last of those was COMPLETED, by the clock of this machine.
  Optional<Instant> lastCompleted(TenantId tenant, String userPrefix) {
    long millis =
        number(
            """
            SELECT 1000 * extract(epoch FROM max(completed_at)) FROM orchestrator.offboarding
            WHERE tenant_id = '%s' AND user_id LIKE '%s%%' AND state = 'COMPLETED'
            """
                .formatted(tenant, userPrefix));
    return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  /// Commits since the server counts, without those of this observer. The server learns of a commit
  /// up to [#COMMITS_KNOWN_AFTER] late.
  long commits() {
    long own = ownQueries;
    return number("SELECT sum(xact_commit) FROM pg_stat_database") - own;
  }

  /// Bytes of write-ahead log since ever.
  long walBytes() {
    return number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
  }

  /// Rows in the five outboxes, by topic.
  SortedMap<String, Long> outboxRows() {
    return counts(
        """
        SELECT aggregatetype, count(*) FROM (
          SELECT aggregatetype FROM orchestrator.outbox UNION ALL SELECT aggregatetype FROM identity.outbox
          UNION ALL SELECT aggregatetype FROM entitlement.outbox UNION ALL SELECT aggregatetype FROM session.outbox
          UNION ALL SELECT aggregatetype FROM audit.outbox) AS all_outboxes
        GROUP BY aggregatetype
        """);
  }

  /// Users of the tenant who still hold a live session, a grant or an account that isn't erased.
  long accessLeft(TenantId tenant, String userPrefix) {
    return number(
        """
        SELECT (SELECT count(*) FROM session.session WHERE tenant_id = '%1$s' AND user_id LIKE '%2$s%%' AND state = 'LIVE')
             + (SELECT count(*) FROM entitlement.role_grant WHERE tenant_id = '%1$s' AND user_id LIKE '%2$s%%')
             + (SELECT count(*) FROM identity.account WHERE tenant_id = '%1$s' AND user_id LIKE '%2$s%%' AND status <> 'ERASED')
        """
            .formatted(tenant, userPrefix));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private long number(String sql) {
    ownQueries++;
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private SortedMap<String, Long> counts(String sql) {
    SortedMap<String, Long> counts = new TreeMap<>();
    ownQueries++;
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
      return counts;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static IllegalStateException unreadable(SQLException e) {
    return new IllegalStateException("The database can't be read: " + e.getMessage(), e);
  }
}
