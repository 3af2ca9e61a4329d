package dev.offboard.entitlement.task;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.connection.ApplicationSettings;
import dev.offboard.entitlement.connection.Connection;
import dev.offboard.entitlement.connector.Call;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Hands out tasks, each to one caller at a time, by the database's clock. Two tasks of one user in
/// one application are never called at the same time, so that a late call of an old one ends before
/// the newer one is made.
@Component
class Leases {
  /// Of phases as standings of the fence.
  private static final String STANDING =
      "CASE t.phase WHEN 'revoke' THEN 1 WHEN 'erase' THEN 2 ELSE 0 END";

  private final JdbcClient jdbc;
  private final Duration lease;

  Leases(JdbcClient jdbc, ApplicationSettings settings) {
    this.jdbc = jdbc;
    this.lease = settings.lease();
  }

  /// The applications that can be called and have something to be called for. One index probe each,
  /// however many tasks wait: this is asked after every call.
  List<Connection.Key> due() {
    return jdbc.sql(
            """
            SELECT c.tenant_id, c.application_id FROM connection c
            CROSS JOIN LATERAL (SELECT FROM task t
                                WHERE t.tenant_id = c.tenant_id AND t.application_id = c.application_id
                                  AND t.state IN ('open', 'checking') AND t.due_at <= now()
                                LIMIT 1) AS something
            WHERE c.method <> 'manual' AND c.disabled_at IS NULL
            """)
        .query(
            (row, n) ->
                new Connection.Key(
                    new TenantId(row.getString(1)), new ApplicationId(row.getString(2))))
        .list();
  }

  /// At most `most` due tasks of the application, for a lease each; emergencies first.
  List<Leased> take(Connection.Key application, int most) {
    UUID leaseId = UUID.randomUUID();
    return jdbc.sql(
            """
            WITH due AS MATERIALIZED (
              SELECT t.id FROM task t
              JOIN fence f ON (f.tenant_id, f.user_id, f.epoch, f.standing) = (t.tenant_id, t.user_id, t.epoch, %s)
              WHERE t.tenant_id = :tenant AND t.application_id = :application
                AND t.state IN ('open', 'checking') AND t.due_at <= now()
                AND NOT EXISTS (SELECT FROM task other
                                WHERE (other.tenant_id, other.user_id, other.application_id)
                                        = (t.tenant_id, t.user_id, t.application_id)
                                  AND other.id <> t.id AND other.lease_id IS NOT NULL AND other.due_at > now())
              ORDER BY t.urgent DESC, t.due_at LIMIT :most FOR UPDATE OF t SKIP LOCKED
            )
            UPDATE task SET lease_id = :lease, due_at = now() + make_interval(secs => :seconds), tries = tries + 1,
                            tried_at = now()
            FROM due, task_step s
            WHERE task.id = due.id
              AND (s.offboarding_id, s.phase, s.epoch) = (task.offboarding_id, task.phase, task.epoch)
            RETURNING task.id, task.offboarding_id, task.phase, task.epoch, task.user_id, task.failures, s.announced_at,
                      task.roles, EXISTS (SELECT FROM role_grant g WHERE (g.tenant_id, g.user_id, g.application_id)
                                                                     = (task.tenant_id, task.user_id, task.application_id))
            """
                .formatted(STANDING))
        .param("lease", leaseId)
        .param("seconds", seconds(lease))
        .param("tenant", application.tenantId().value())
        .param("application", application.applicationId().value())
        .param("most", most)
        .query(
            (row, n) ->
                new Leased(
                    row.getObject(1, UUID.class),
                    leaseId,
                    application,
                    new Call.Step(
                        OffboardingId.parse(row.getString(2)),
                        Phase.of(row.getString(3)),
                        new Epoch(row.getInt(4)),
                        UserRef.of(application.tenantId().value(), row.getString(5)),
                        row.getTimestamp(7).toInstant(),
                        List.of((String[]) row.getArray(8).getArray()),
                        row.getBoolean(9) ? Call.Need.OTHER_ROLES : Call.Need.NONE),
                    row.getInt(6)))
        .list();
  }

  /// Whether the lease is still ours and nothing newer was announced.
  boolean stands(Leased task) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM task t
              JOIN fence f ON (f.tenant_id, f.user_id, f.epoch, f.standing) = (t.tenant_id, t.user_id, t.epoch, %s)
              WHERE t.id = ? AND t.lease_id = ? AND t.state IN ('open', 'checking'))
            """
                .formatted(STANDING))
        .params(task.id(), task.leaseId())
        .query(Boolean.class)
        .single();
  }

  /// Gives the task back for a later try. Returns false if the lease has been lost.
  boolean postpone(Leased task, Duration pause) {
    return jdbc.sql(
                """
                UPDATE task SET lease_id = NULL, due_at = now() + make_interval(secs => ?)
                WHERE id = ? AND lease_id = ?
                """)
            .params(seconds(pause), task.id(), task.leaseId())
            .update()
        == 1;
  }

  /// Lets every open task of the application be tried now, but those that are being called.
  void hurry(Connection.Key application) {
    jdbc.sql(
            """
            UPDATE task SET due_at = now()
            WHERE tenant_id = ? AND application_id = ? AND state IN ('open', 'checking') AND lease_id IS NULL
              AND due_at > now()
            """)
        .params(application.tenantId().value(), application.applicationId().value())
        .update();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
