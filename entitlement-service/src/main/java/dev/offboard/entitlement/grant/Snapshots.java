package dev.offboard.entitlement.grant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.RoleRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes grants away and remembers which, per offboarding, until they are given back or erased; any
/// number of users in one statement. Joins the caller's transaction, which holds the users' fences.
@Component
public class Snapshots {
  private final JdbcClient jdbc;

  Snapshots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Revokes every grant of each leaver, of whatever epoch, and remembers exactly what was revoked.
  /// A snapshot is taken once: what the same offboarding finds a second time was planted, so it is
  /// revoked but not remembered.
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<UserRef, Revoked> revoke(List<Leaver> leavers) {
    Map<UserRef, Revoked> revoked = new HashMap<>();
    jdbc.sql(
            """
            WITH leaver AS (
              SELECT * FROM unnest(:tenants::text[], :users::text[], :offboardings::uuid[], :epochs::int[])
                AS l (tenant_id, user_id, offboarding_id, epoch)
            ), gone AS (
              DELETE FROM role_grant g USING leaver l
              WHERE (g.tenant_id, g.user_id) = (l.tenant_id, l.user_id)
              RETURNING g.tenant_id, g.user_id, g.application_id, g.role
            ), per_user AS (
              SELECT tenant_id, user_id, array_agg(application_id || '/' || role) AS roles
              FROM gone GROUP BY tenant_id, user_id
            ), taken AS (
              INSERT INTO snapshot (tenant_id, user_id, offboarding_id, epoch, grants)
              SELECT tenant_id, user_id, offboarding_id, epoch, coalesce(roles, '{}')
              FROM leaver LEFT JOIN per_user USING (tenant_id, user_id)
              ON CONFLICT DO NOTHING
            )
            SELECT tenant_id, user_id, roles FROM per_user
            """)
        .params(columns(leavers))
        .query(
            row -> {
              revoked.put(
                  UserRef.of(row.getString(1), row.getString(2)), new Revoked(roles(row, 3)));
            });
    return revoked;
  }

  /// Hands out what each offboarding took from its leaver and forgets it. `epoch` is the new one.
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<UserRef, List<RoleRef>> handOut(List<Leaver> returning) {
    Map<UserRef, List<RoleRef>> taken = new HashMap<>();
    jdbc.sql(
            """
            DELETE FROM snapshot s
            USING unnest(:tenants::text[], :users::text[], :offboardings::uuid[], :epochs::int[])
              AS r (tenant_id, user_id, offboarding_id, epoch)
            WHERE (s.tenant_id, s.user_id, s.offboarding_id) = (r.tenant_id, r.user_id, r.offboarding_id)
              AND s.epoch < r.epoch
            RETURNING s.tenant_id, s.user_id, s.grants
            """)
        .params(columns(returning))
        .query(
            row -> {
              taken.put(UserRef.of(row.getString(1), row.getString(2)), roles(row, 3));
            });
    return taken;
  }

  /// Forgets everything about each user, of every offboarding: snapshots, and grants if any are
  /// left.
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<UserRef, Erased> erase(List<Leaver> leavers) {
    Map<UserRef, Erased> erased = new HashMap<>();
    jdbc.sql(
            """
            WITH leaver AS (
              SELECT * FROM unnest(:tenants::text[], :users::text[]) AS l (tenant_id, user_id)
            ), forgotten AS (
              DELETE FROM snapshot s USING leaver l
              WHERE (s.tenant_id, s.user_id) = (l.tenant_id, l.user_id)
              RETURNING s.tenant_id, s.user_id, s.grants
            ), gone AS (
              DELETE FROM role_grant g USING leaver l
              WHERE (g.tenant_id, g.user_id) = (l.tenant_id, l.user_id)
              RETURNING g.tenant_id, g.user_id, g.application_id
            ), known AS (
              SELECT tenant_id, user_id, split_part(role, '/', 1) AS application_id FROM forgotten, unnest(grants) AS role
              UNION SELECT tenant_id, user_id, application_id FROM gone
            )
            SELECT tenant_id, user_id, sum(snapshots), sum(grants),
                   (SELECT coalesce(array_agg(application_id), '{}') FROM known k
                    WHERE (k.tenant_id, k.user_id) = (e.tenant_id, e.user_id))
            FROM (SELECT tenant_id, user_id, 1 AS snapshots, 0 AS grants FROM forgotten
                  UNION ALL SELECT tenant_id, user_id, 0, 1 FROM gone) AS e
            GROUP BY tenant_id, user_id
            """)
        .params(columns(leavers))
        .query(
            row -> {
              erased.put(
                  UserRef.of(row.getString(1), row.getString(2)),
                  new Erased(row.getLong(3), row.getLong(4), applications(row, 5)));
            });
    return erased;
  }

  private static Map<String, Object> columns(List<Leaver> leavers) {
    return Map.of(
        "tenants", column(leavers, l -> l.user().tenantId().value()),
        "users", column(leavers, l -> l.user().userId().value()),
        "offboardings", column(leavers, l -> l.offboardingId().toString()),
        "epochs", column(leavers, l -> l.epoch().toString()));
  }

  private static String[] column(List<Leaver> leavers, Function<Leaver, String> value) {
    return leavers.stream().map(value).toArray(String[]::new);
  }

  /// A user in one offboarding. In a list no user may occur twice.
  public record Leaver(UserRef user, OffboardingId offboardingId, Epoch epoch) {}

  private static Set<ApplicationId> applications(ResultSet row, int column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray())
        .map(ApplicationId::new)
        .collect(Collectors.toSet());
  }

  private static List<RoleRef> roles(ResultSet row, int column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray()).map(RoleRef::parse).toList();
  }

  /// What was taken away.
  public record Revoked(List<RoleRef> roles) {
    public static final Revoked NOTHING = new Revoked(List.of());

    public Set<ApplicationId> applications() {
      return roles.stream().map(RoleRef::applicationId).collect(Collectors.toSet());
    }
  }

  /// What was forgotten, and in which applications there was a grant.
  public record Erased(long snapshots, long grants, Set<ApplicationId> applications) {
    public static final Erased NOTHING = new Erased(0, 0, Set.of());
  }
}
