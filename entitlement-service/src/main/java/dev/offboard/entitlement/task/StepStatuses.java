package dev.offboard.entitlement.task;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.entitlement.connector.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads how far steps are. Joins the caller's transaction.
@Component
class StepStatuses {
  private final JdbcClient jdbc;

  StepStatuses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Absent for a step in which no application takes part.
  Map<OffboardingId, StepStatus> of(List<StepKey> steps) {
    Map<OffboardingId, List<StepStatus.Part>> parts = new HashMap<>();
    jdbc.sql(
            """
            SELECT t.offboarding_id, t.application_id, t.state, t.failures, t.trouble, t.tried_at, t.due_at,
                   t.deadline_at, t.deadline_at < now() AS overdue, c.method, c.owner, c.quarantined_at, c.disabled_at,
                   c.trouble AS way_trouble, c.tried_at AS way_tried_at
            FROM task t
            JOIN unnest(:offboardings::uuid[], :phases::text[], :epochs::int[])
              AS asked (offboarding_id, phase, epoch) USING (offboarding_id, phase, epoch)
            LEFT JOIN connection c ON (c.tenant_id, c.application_id) = (t.tenant_id, t.application_id)
            WHERE t.state <> 'superseded'
            ORDER BY t.rank, t.application_id
            """)
        .param("phases", steps.stream().map(s -> s.phase().wireName()).toArray(String[]::new))
        .param(
            "offboardings",
            steps.stream().map(s -> s.offboardingId().toString()).toArray(String[]::new))
        .param("epochs", steps.stream().map(s -> s.epoch().toString()).toArray(String[]::new))
        .query(
            row -> {
              parts
                  .computeIfAbsent(
                      OffboardingId.parse(row.getString("offboarding_id")), id -> new ArrayList<>())
                  .add(part(row));
            });
    Map<OffboardingId, StepStatus> statuses = new HashMap<>();
    parts.forEach((id, its) -> statuses.put(id, new StepStatus(its)));
    return statuses;
  }

  StepStatus of(StepKey step) {
    return of(List.of(step)).getOrDefault(step.offboardingId(), new StepStatus(List.of()));
  }

  /// What was done in this step here and in applications.
  Evidence evidence(StepKey step) {
    Map<String, Long> counts = new HashMap<>();
    jdbc.sql(
            """
            SELECT e.key, e.value::bigint FROM task_step s, jsonb_each_text(s.evidence) e
            WHERE (s.offboarding_id, s.phase, s.epoch) = (?, ?, ?)
            """)
        .params(step.params())
        .query(
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    jdbc.sql(
            """
            SELECT outcome, count(*) FROM task
            WHERE (offboarding_id, phase, epoch) = (?, ?, ?) AND state IN ('done', 'checking') GROUP BY outcome
            """)
        .params(step.params())
        .query(
            row -> {
              counts.put(Outcome.valueOf(row.getString(1)).kind(), row.getLong(2));
            });
    Evidence all = Evidence.NONE;
    for (Map.Entry<String, Long> one : counts.entrySet()) {
      all = all.and(one.getKey(), one.getValue());
    }
    return all;
  }

  private static StepStatus.Part part(ResultSet row) throws SQLException {
    return new StepStatus.Part(
        row.getString("application_id"),
        row.getString("state"),
        row.getInt("failures"),
        row.getString("trouble"),
        instant(row, "tried_at"),
        row.getTimestamp("due_at").toInstant(),
        row.getTimestamp("deadline_at").toInstant(),
        row.getBoolean("overdue") ? StepStatus.Clock.OVERDUE : StepStatus.Clock.IN_TIME,
        new StepStatus.Way(
            String.valueOf(row.getString("method")),
            String.valueOf(row.getString("owner")),
            instant(row, "quarantined_at"),
            instant(row, "disabled_at"),
            row.getString("way_trouble"),
            instant(row, "way_tried_at")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
