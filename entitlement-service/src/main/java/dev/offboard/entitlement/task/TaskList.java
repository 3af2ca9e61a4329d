package dev.offboard.entitlement.task;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.connection.AccountPattern;
import dev.offboard.entitlement.connection.OwnerId;
import dev.offboard.entitlement.connector.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads tasks for people, in the order in which they were made.
@Component
class TaskList {
  private static final String COLUMNS =
      """
      SELECT t.*, c.method, c.owner, c.account, c.disabled_at FROM task t
      LEFT JOIN connection c ON (c.tenant_id, c.application_id) = (t.tenant_id, t.application_id)
      """;

  private final JdbcClient jdbc;

  TaskList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<TaskView> find(UUID id) {
    return jdbc.sql(COLUMNS + "WHERE t.id = ?").param(id).query((row, n) -> read(row)).optional();
  }

  /// @param states those to be shown
  List<TaskView> page(List<String> states, Filter filter) {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE t.state = ANY (:states) AND (:tenant::text IS NULL OR t.tenant_id = :tenant)
                  AND (:owner::text IS NULL OR c.owner = :owner) AND (:after::uuid IS NULL OR t.id > :after)
                  AND (:application::text IS NULL OR t.application_id = :application)
                  AND (:offboarding::uuid IS NULL OR t.offboarding_id = :offboarding)
                  AND (:doer::text IS NULL OR (:doer = 'people') = (c.method = 'manual' OR c.disabled_at IS NOT NULL))
                ORDER BY t.id LIMIT :limit
                """)
        .param("states", states.toArray(String[]::new))
        .param("tenant", filter.tenantId() == null ? null : filter.tenantId().value())
        .param("owner", filter.owner() == null ? null : filter.owner().value())
        .param(
            "application", filter.applicationId() == null ? null : filter.applicationId().value())
        .param("offboarding", filter.offboardingId())
        .param("doer", filter.doer())
        .param("after", filter.after())
        .param("limit", filter.limit())
        .query((row, n) -> read(row))
        .list();
  }

  /// What a list is limited to; absent for no limit.
  ///
  /// @param doer people, or calls
  /// @param after the last one of the page before
  record Filter(
      @Nullable TenantId tenantId,
      @Nullable OwnerId owner,
      @Nullable ApplicationId applicationId,
      @Nullable UUID offboardingId,
      @Nullable String doer,
      @Nullable UUID after,
      int limit) {}

  private static TaskView read(ResultSet row) throws SQLException {
    UserId user = new UserId(row.getString("user_id"));
    String method = Optional.ofNullable(row.getString("method")).orElse("none");
    boolean isCalled =
        row.getString("state").equals("open")
            && !method.equals("manual")
            && row.getTimestamp("disabled_at") == null;
    String outcome = row.getString("outcome");
    return new TaskView(
        row.getObject("id", UUID.class),
        new TenantId(row.getString("tenant_id")),
        new ApplicationId(row.getString("application_id")),
        method,
        Optional.ofNullable(row.getString("owner")).orElse("none"),
        user,
        Optional.ofNullable(row.getString("account"))
            .map(AccountPattern::new)
            .orElse(AccountPattern.USER_ID)
            .of(user),
        OffboardingId.parse(row.getString("offboarding_id")),
        row.getString("phase"),
        List.of((String[]) row.getArray("roles").getArray()),
        new Epoch(row.getInt("epoch")),
        row.getString("state"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("deadline_at").toInstant(),
        isCalled ? instant(row, "due_at") : null,
        instant(row, "tried_at"),
        row.getInt("tries"),
        row.getString("trouble"),
        instant(row, "done_at"),
        outcome == null ? null : Outcome.valueOf(outcome).kind(),
        row.getString("note"),
        row.getString("proof"),
        row.getString("confirmed_by"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
