package dev.offboard.entitlement.task;

import dev.offboard.contracts.TenantId;
import dev.offboard.entitlement.connection.Connection;
import dev.offboard.messaging.access.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How applications are doing and what waits for them, those in trouble first: for whoever looks
/// after them, at a glance.
@RestController
class LoadApi {
  /// More than anybody looks over; those of a tenant are fewer.
  private static final int MOST = 500;

  private final JdbcClient jdbc;

  LoadApi(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// All connected applications of a tenant; without one, of all tenants those that have something
  /// to do or are in trouble.
  @GetMapping("/api/application-loads")
  Loads listLoads(Caller caller, @RequestParam(required = false) @Nullable TenantId tenantId) {
    TenantId tenant = caller.limit(tenantId);
    return new Loads(
        jdbc.sql(
                """
                SELECT c.*, coalesce(waiting.pending, 0) AS pending, coalesce(waiting.failing, 0) AS failing,
                       coalesce(waiting.late, 0) AS late, waiting.oldest_at, last.done_at
                FROM connection c
                LEFT JOIN (SELECT tenant_id, application_id, count(*) AS pending,
                                  count(*) FILTER (WHERE trouble IS NOT NULL) AS failing,
                                  count(*) FILTER (WHERE deadline_at < now()) AS late, min(created_at) AS oldest_at
                           FROM task WHERE state IN ('waiting', 'open') AND (:tenant::text IS NULL OR tenant_id = :tenant)
                           GROUP BY tenant_id, application_id) AS waiting USING (tenant_id, application_id)
                LEFT JOIN LATERAL (SELECT done_at FROM task d
                                   WHERE (d.tenant_id, d.application_id) = (c.tenant_id, c.application_id) AND d.state = 'done'
                                   ORDER BY done_at DESC LIMIT 1) AS last ON true
                WHERE :tenant::text IS NOT NULL AND c.tenant_id = :tenant
                   OR :tenant::text IS NULL AND (waiting.pending > 0 OR c.failing_since IS NOT NULL
                                                 OR c.disabled_at IS NOT NULL)
                ORDER BY c.disabled_at IS NULL, c.quarantined_at IS NULL, c.failing_since IS NULL,
                         coalesce(waiting.late, 0) DESC, coalesce(waiting.pending, 0) DESC, c.tenant_id, c.application_id
                LIMIT :most
                """)
            .param("tenant", tenant == null ? null : tenant.value())
            .param("most", MOST)
            .query((row, n) -> read(row))
            .list());
  }

  private static Load read(ResultSet row) throws SQLException {
    return new Load(
        row.getString("tenant_id"),
        row.getString("application_id"),
        row.getString("method"),
        row.getString("order_class"),
        row.getLong("deadline_s"),
        row.getString("owner"),
        standing(row),
        row.getString("trouble"),
        instant(row, "tried_at"),
        row.getLong("pending"),
        row.getLong("failing"),
        row.getLong("late"),
        instant(row, "oldest_at"),
        instant(row, "done_at"));
  }

  /// As a connection says it of itself.
  private static String standing(ResultSet row) throws SQLException {
    return new Connection.Health(
            instant(row, "failing_since"),
            instant(row, "quarantined_at"),
            instant(row, "disabled_at"),
            null,
            null)
        .standing();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  /// `failing` are those of `pending` whose last call failed, `late` those past their deadline;
  /// `doneAt` is when it last did something.
  record Load(
      String tenantId,
      String applicationId,
      String method,
      String order,
      long deadlineSeconds,
      String owner,
      String standing,
      @Nullable String trouble,
      @Nullable Instant triedAt,
      long pending,
      long failing,
      long late,
      @Nullable Instant oldestAt,
      @Nullable Instant doneAt) {}

  record Loads(List<Load> applications) {}
}
