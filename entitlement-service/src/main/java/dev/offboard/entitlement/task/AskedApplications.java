package dev.offboard.entitlement.task;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.ApplicationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What applications were asked to do and what is left of it. Reads only, any number of users in
/// one statement; joins the caller's transaction.
@Component
public class AskedApplications {
  private final JdbcClient jdbc;

  AskedApplications(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The applications that a role change has asked to take something and that haven't confirmed.
  public Map<UserRef, Set<ApplicationId>> leftToWithdraw(Collection<UserRef> users) {
    return asked(users, "phase = 'withdraw' AND state IN ('waiting', 'open')");
  }

  /// The applications that have ever been asked to take something from the user.
  public Map<UserRef, Set<ApplicationId>> askedToRevoke(Collection<UserRef> users) {
    return asked(users, "phase IN ('revoke', 'withdraw')");
  }

  private Map<UserRef, Set<ApplicationId>> asked(Collection<UserRef> users, String which) {
    Map<UserRef, Set<ApplicationId>> asked = new HashMap<>();
    jdbc.sql(
            """
            SELECT DISTINCT tenant_id, user_id, application_id FROM task
            JOIN unnest(:tenants::text[], :users::text[]) AS u (tenant_id, user_id) USING (tenant_id, user_id)
            WHERE %s
            """
                .formatted(which))
        .param("tenants", column(users, u -> u.tenantId().value()))
        .param("users", column(users, u -> u.userId().value()))
        .query(
            row -> {
              asked
                  .computeIfAbsent(
                      UserRef.of(row.getString(1), row.getString(2)), user -> new HashSet<>())
                  .add(new ApplicationId(row.getString(3)));
            });
    return asked;
  }

  /// In how many applications each user may still have an active account, at or below the epoch:
  /// those that haven't confirmed, whose account reads back active, or did when it was looked at
  /// again. Absent if in none.
  public Map<UserRef, Long> leftAtOrBelow(Map<UserRef, Epoch> users) {
    List<Map.Entry<UserRef, Epoch>> rows = List.copyOf(users.entrySet());
    Map<UserRef, Long> left = new HashMap<>();
    jdbc.sql(
            """
            SELECT t.tenant_id, t.user_id, count(DISTINCT t.application_id) FROM task t
            JOIN unnest(:tenants::text[], :users::text[], :epochs::int[]) AS u (tenant_id, user_id, epoch)
              ON (t.tenant_id, t.user_id) = (u.tenant_id, u.user_id) AND t.epoch <= u.epoch
            WHERE t.phase IN ('revoke', 'erase') AND (t.state IN ('waiting', 'open') OR t.relapsed_at IS NOT NULL)
            GROUP BY t.tenant_id, t.user_id
            """)
        .param("tenants", column(rows, e -> e.getKey().tenantId().value()))
        .param("users", column(rows, e -> e.getKey().userId().value()))
        .param("epochs", column(rows, e -> e.getValue().toString()))
        .query(
            row -> {
              left.put(UserRef.of(row.getString(1), row.getString(2)), row.getLong(3));
            });
    return left;
  }

  /// In how many applications each role change is not done; absent where it is none.
  public Map<OffboardingId, Long> leftOf(Collection<OffboardingId> changes) {
    Map<OffboardingId, Long> left = new HashMap<>();
    jdbc.sql(
            """
            SELECT offboarding_id, count(*) FROM task
            WHERE offboarding_id = ANY (:ids::uuid[]) AND phase = 'withdraw' AND state IN ('waiting', 'open')
            GROUP BY offboarding_id
            """)
        .param("ids", column(changes, OffboardingId::toString))
        .query(
            row -> {
              left.put(OffboardingId.parse(row.getString(1)), row.getLong(2));
            });
    return left;
  }

  private static <T> String[] column(Collection<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
