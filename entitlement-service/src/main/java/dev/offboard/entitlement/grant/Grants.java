package dev.offboard.entitlement.grant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.RoleRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes grants, any number in one statement. Joins the caller's transaction, which holds the
/// fences of the users.
@Component
public class Grants {
  private final JdbcClient jdbc;

  Grants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Grants what isn't granted yet, each under the epoch given with it, and says what became of
  /// each: CREATED, UNCHANGED, APPLICATION_UNKNOWN, ROLE_UNKNOWN or ROLE_WITHDRAWN. The
  /// applications stay share-locked, so that a role can't be given up in between.
  @Transactional(propagation = Propagation.MANDATORY)
  public SortedMap<Grant, GrantOutcome> create(SortedMap<Grant, Epoch> wanted) {
    SortedMap<Grant, GrantOutcome> outcomes = new TreeMap<>();
    if (wanted.isEmpty()) {
      return outcomes;
    }
    List<Map.Entry<Grant, Epoch>> rows = new ArrayList<>(wanted.entrySet());
    jdbc.sql(
            """
            WITH wanted AS (
              SELECT * FROM unnest(:tenants::text[], :users::text[], :applications::text[], :roles::text[],
                                   :epochs::int[])
                WITH ORDINALITY AS w (tenant_id, user_id, application_id, role, epoch, n)
            ), locked AS (
              SELECT tenant_id, application_id, roles FROM application
              WHERE (tenant_id, application_id) IN (SELECT tenant_id, application_id FROM wanted)
              ORDER BY tenant_id, application_id FOR SHARE
            ), withdrawn AS (
              SELECT DISTINCT n FROM wanted JOIN withdrawal USING (tenant_id, user_id, application_id, role)
            ), created AS (
              INSERT INTO role_grant (tenant_id, user_id, application_id, role, epoch)
              SELECT tenant_id, user_id, application_id, role, epoch
              FROM wanted JOIN locked USING (tenant_id, application_id)
              WHERE role = ANY (roles) AND n NOT IN (SELECT n FROM withdrawn)
              ORDER BY n
              ON CONFLICT DO NOTHING
              RETURNING tenant_id, user_id, application_id, role
            )
            SELECT n, CASE WHEN l.roles IS NULL THEN 'APPLICATION_UNKNOWN'
                           WHEN w.role <> ALL (l.roles) THEN 'ROLE_UNKNOWN'
                           WHEN b.n IS NOT NULL THEN 'ROLE_WITHDRAWN'
                           WHEN c.role IS NULL THEN 'UNCHANGED'
                           ELSE 'CREATED' END
            FROM wanted w
            LEFT JOIN locked l USING (tenant_id, application_id)
            LEFT JOIN withdrawn b USING (n)
            LEFT JOIN created c USING (tenant_id, user_id, application_id, role)
            """)
        .param("tenants", column(rows, e -> e.getKey().user().tenantId().value()))
        .param("users", column(rows, e -> e.getKey().user().userId().value()))
        .param("applications", column(rows, e -> e.getKey().role().applicationId().value()))
        .param("roles", column(rows, e -> e.getKey().role().role().value()))
        .param("epochs", column(rows, e -> e.getValue().toString()))
        .query(
            row -> {
              Grant grant = rows.get(row.getInt(1) - 1).getKey();
              outcomes.put(grant, GrantOutcome.valueOf(row.getString(2)));
            });
    return outcomes;
  }

  /// Takes one grant away, if it is there. The user's snapshots forget it too: what a person takes
  /// away during the grace period, no undo brings back.
  @Transactional(propagation = Propagation.MANDATORY)
  void revoke(Grant grant) {
    jdbc.sql(
            """
            DELETE FROM role_grant
            WHERE tenant_id = ? AND user_id = ? AND application_id = ? AND role = ?
            """)
        .params(
            grant.user().tenantId().value(),
            grant.user().userId().value(),
            grant.role().applicationId().value(),
            grant.role().role().value())
        .update();
    jdbc.sql(
            """
            UPDATE snapshot SET grants = array_remove(grants, :role)
            WHERE tenant_id = :tenant AND user_id = :user AND :role = ANY (grants)
            """)
        .param("role", grant.role().key())
        .param("tenant", grant.user().tenantId().value())
        .param("user", grant.user().userId().value())
        .update();
    jdbc.sql(
            """
            UPDATE withdrawal SET taken = false
            WHERE tenant_id = ? AND user_id = ? AND application_id = ? AND role = ?
            """)
        .params(
            grant.user().tenantId().value(),
            grant.user().userId().value(),
            grant.role().applicationId().value(),
            grant.role().role().value())
        .update();
  }

  /// What access at or below its epoch each user holds; absent for one who holds none.
  public Map<UserRef, Long> heldAtOrBelow(Map<UserRef, Epoch> users) {
    List<Map.Entry<UserRef, Epoch>> rows = List.copyOf(users.entrySet());
    Map<UserRef, Long> held = new HashMap<>();
    jdbc.sql(
            """
            SELECT g.tenant_id, g.user_id, count(*) FROM role_grant g
            JOIN unnest(:tenants::text[], :users::text[], :epochs::int[]) AS u (tenant_id, user_id, epoch)
              ON (g.tenant_id, g.user_id) = (u.tenant_id, u.user_id) AND g.epoch <= u.epoch
            GROUP BY g.tenant_id, g.user_id
            """)
        .param("tenants", column(rows, e -> e.getKey().tenantId().value()))
        .param("users", column(rows, e -> e.getKey().userId().value()))
        .param("epochs", column(rows, e -> e.getValue().toString()))
        .query(
            row -> {
              held.put(UserRef.of(row.getString(1), row.getString(2)), row.getLong(3));
            });
    return held;
  }

  List<Held> of(UserRef user) {
    return jdbc.sql(
            """
            SELECT application_id, role, epoch, granted_at FROM role_grant
            WHERE tenant_id = ? AND user_id = ? ORDER BY application_id, role
            """)
        .params(user.tenantId().value(), user.userId().value())
        .query(
            (row, n) ->
                new Held(
                    RoleRef.of(row.getString(1), row.getString(2)),
                    new Epoch(row.getInt(3)),
                    row.getTimestamp(4).toInstant()))
        .list();
  }

  private static <T> String[] column(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  /// A grant of a known user.
  record Held(RoleRef role, Epoch epoch, Instant grantedAt) {}
}
