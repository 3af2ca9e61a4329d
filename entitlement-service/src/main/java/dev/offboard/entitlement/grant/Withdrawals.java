package dev.offboard.entitlement.grant;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.RoleAnnouncement;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.RoleRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes single roles of users who stay, and keeps them away until the role change has ended; any
/// number of users in one statement. Joins the caller's transaction, which holds the users' fences.
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Withdrawals {
  private static final String ASKED =
      """
      unnest(:offboardings::uuid[], :tenants::text[], :users::text[], :applications::text[], :roles::text[])
        AS asked (offboarding_id, tenant_id, user_id, application_id, role)\
      """;

  private final JdbcClient jdbc;

  Withdrawals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Blocks every role of each role change, takes it if the user holds it, and says how many there
  /// were. What was held is remembered once: what the same role change finds a second time was
  /// planted, so it is taken but not remembered.
  public Map<OffboardingId, Long> take(List<? extends RoleAnnouncement> changes) {
    Map<OffboardingId, Long> taken = new HashMap<>();
    jdbc.sql(
            """
            WITH asked AS (SELECT * FROM %s),
            gone AS (
              DELETE FROM role_grant g USING asked a
              WHERE (g.tenant_id, g.user_id, g.application_id, g.role)
                      = (a.tenant_id, a.user_id, a.application_id, a.role)
              RETURNING a.offboarding_id, g.tenant_id, g.user_id, g.application_id, g.role
            ), blocked AS (
              INSERT INTO withdrawal (tenant_id, user_id, application_id, role, offboarding_id, taken)
              SELECT a.tenant_id, a.user_id, a.application_id, a.role, a.offboarding_id,
                     gone.offboarding_id IS NOT NULL
              FROM asked a LEFT JOIN gone USING (offboarding_id, tenant_id, user_id, application_id, role)
              ON CONFLICT DO NOTHING
            )
            SELECT offboarding_id, count(*) FROM gone GROUP BY offboarding_id
            """
                .formatted(ASKED))
        .params(columns(changes))
        .query(
            row -> {
              taken.put(OffboardingId.parse(row.getString(1)), row.getLong(2));
            });
    return taken;
  }

  /// How many of its roles each user holds all the same; absent where it is none.
  public Map<OffboardingId, Long> stillHeld(List<? extends RoleAnnouncement> changes) {
    Map<OffboardingId, Long> held = new HashMap<>();
    jdbc.sql(
            """
            SELECT asked.offboarding_id, count(*) FROM %s
            JOIN role_grant g USING (tenant_id, user_id, application_id, role)
            GROUP BY asked.offboarding_id
            """
                .formatted(ASKED))
        .params(columns(changes))
        .query(
            row -> {
              held.put(OffboardingId.parse(row.getString(1)), row.getLong(2));
            });
    return held;
  }

  /// Ends the blocks of these role changes and hands out what each has taken from its user.
  public Map<UserRef, List<RoleRef>> handOut(Collection<OffboardingId> changes) {
    Map<UserRef, List<RoleRef>> taken = new HashMap<>();
    jdbc.sql(
            """
            DELETE FROM withdrawal WHERE offboarding_id = ANY (:ids::uuid[])
            RETURNING tenant_id, user_id, application_id, role, taken
            """)
        .param("ids", changes.stream().map(OffboardingId::toString).toArray(String[]::new))
        .query(
            row -> {
              if (row.getBoolean(5)) {
                taken
                    .computeIfAbsent(
                        UserRef.of(row.getString(1), row.getString(2)), user -> new ArrayList<>())
                    .add(RoleRef.of(row.getString(3), row.getString(4)));
              }
            });
    return taken;
  }

  /// Ends every block of the users: nobody gives them anything any more.
  public void forget(Collection<UserRef> users) {
    jdbc.sql(
            """
            DELETE FROM withdrawal w USING unnest(:tenants::text[], :users::text[]) AS u (tenant_id, user_id)
            WHERE (w.tenant_id, w.user_id) = (u.tenant_id, u.user_id)
            """)
        .param("tenants", users.stream().map(u -> u.tenantId().value()).toArray(String[]::new))
        .param("users", users.stream().map(u -> u.userId().value()).toArray(String[]::new))
        .update();
  }

  /// The role change that keeps this role from the user.
  @Transactional(propagation = Propagation.SUPPORTS)
  Optional<OffboardingId> of(Grant grant) {
    return jdbc.sql(
            """
            SELECT offboarding_id FROM withdrawal
            WHERE tenant_id = ? AND user_id = ? AND application_id = ? AND role = ? LIMIT 1
            """)
        .params(
            grant.user().tenantId().value(),
            grant.user().userId().value(),
            grant.role().applicationId().value(),
            grant.role().role().value())
        .query((row, n) -> OffboardingId.parse(row.getString(1)))
        .optional();
  }

  /// One row for each role of each role change.
  private record Row(RoleAnnouncement change, HeldRole role) {}

  private static Map<String, Object> columns(List<? extends RoleAnnouncement> changes) {
    List<Row> rows = new ArrayList<>();
    changes.forEach(change -> change.roles().forEach(role -> rows.add(new Row(change, role))));
    return Map.of(
        "offboardings", column(rows, row -> row.change().offboardingId().toString()),
        "tenants", column(rows, row -> row.change().tenantId().value()),
        "users", column(rows, row -> row.change().userId().value()),
        "applications", column(rows, row -> row.role().applicationId()),
        "roles", column(rows, row -> row.role().role()));
  }

  private static String[] column(List<Row> rows, Function<Row, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
