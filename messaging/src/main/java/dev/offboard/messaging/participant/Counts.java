package dev.offboard.messaging.participant;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts of how many users of a tenant something was taken in the last hour. Joins the caller's
/// transaction, so what is rolled back was not counted; a tenant's row is locked until its end, so
/// two instances of a service don't count past each other.
class Counts {
  private final JdbcClient jdbc;

  Counts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Adds to the count of each tenant and returns what it is then, of the last hour. A negative
  /// number takes back what the same transaction has added.
  Map<TenantId, Long> add(Phase phase, Priority priority, Map<TenantId, Integer> users) {
    // two transactions take the rows in one order, or they could wait for each other in a circle
    List<Map.Entry<TenantId, Integer>> rows =
        users.entrySet().stream()
            .sorted(Comparator.comparing(row -> row.getKey().value()))
            .toList();
    Map<TenantId, Long> counts = new HashMap<>();
    jdbc.sql(
            """
            WITH counted AS (
              INSERT INTO participant_count AS c (tenant_id, phase, priority, minute, since, users)
              SELECT t.tenant_id, :phase, :priority, extract(minute FROM now()), date_trunc('minute', now()), t.users
              FROM unnest(:tenants::text[], :users::int[]) AS t (tenant_id, users)
              ON CONFLICT (tenant_id, phase, priority, minute) DO UPDATE
                SET users = CASE WHEN c.since = excluded.since THEN c.users ELSE 0 END + excluded.users,
                    since = excluded.since
              RETURNING c.tenant_id, c.users
            )
            SELECT tenant_id,
                   users + (SELECT coalesce(sum(o.users), 0) FROM participant_count o
                            WHERE (o.tenant_id, o.phase, o.priority) = (counted.tenant_id, :phase, :priority)
                              AND o.since > now() - interval '1 hour' AND o.since < date_trunc('minute', now()))
            FROM counted
            """)
        .param("phase", phase.wireName())
        .param("priority", priority.name())
        .param("tenants", rows.stream().map(row -> row.getKey().value()).toArray(String[]::new))
        .param("users", rows.stream().map(row -> row.getValue().toString()).toArray(String[]::new))
        .query(
            row -> {
              counts.put(new TenantId(row.getString(1)), row.getLong(2));
            });
    return counts;
  }

  /// How many users of the tenant this service knows since yesterday who may hold access: who
  /// announces something about users that nobody knows must not make the tenant larger.
  long open(TenantId tenant) {
    return jdbc.sql(
            "SELECT count(*) FROM fence WHERE tenant_id = ? AND standing = ? AND changed_at < now()"
                + " - interval '1 day'")
        .params(tenant.value(), Standing.OPEN.ordinal())
        .query(Long.class)
        .single();
  }
}
