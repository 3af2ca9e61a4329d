package dev.offboard.entitlement.task;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.connection.ApplicationSettings;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Has accounts read again that applications have once confirmed gone. Who asks for residual access
/// can't wait for calls: the answer is what is known now, and what the calls find is removed at
/// once and told to whoever asks next. A webhook has nothing to be read.
@Component
public class Rechecks {
  private final JdbcClient jdbc;
  private final ApplicationSettings settings;
  private final Bell bell;

  Rechecks(JdbcClient jdbc, ApplicationSettings settings, Bell bell) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.bell = bell;
  }

  /// Of each user what was confirmed at or below the epoch, as far as that is still in force.
  @Transactional(propagation = Propagation.MANDATORY)
  public void ask(Map<UserRef, Epoch> users) {
    List<Map.Entry<UserRef, Epoch>> rows = List.copyOf(users.entrySet());
    int asked =
        jdbc.sql(
                """
                UPDATE task t SET state = 'checking', due_at = now()
                FROM unnest(:tenants::text[], :users::text[], :epochs::int[]) AS u (tenant_id, user_id, epoch)
                JOIN fence f USING (tenant_id, user_id)
                JOIN connection c USING (tenant_id)
                WHERE (t.tenant_id, t.user_id, t.application_id) = (u.tenant_id, u.user_id, c.application_id)
                  AND t.epoch <= u.epoch AND c.method = 'scim' AND t.state = 'done'
                  AND t.done_at <= now() - make_interval(secs => :after)
                  AND (t.phase, t.epoch, f.standing) IN (('revoke', f.epoch, 1), ('erase', f.epoch, 2))
                """)
            .param(
                "tenants",
                rows.stream().map(e -> e.getKey().tenantId().value()).toArray(String[]::new))
            .param(
                "users", rows.stream().map(e -> e.getKey().userId().value()).toArray(String[]::new))
            .param("epochs", rows.stream().map(e -> e.getValue().toString()).toArray(String[]::new))
            .param("after", settings.recheckAfter().toMillis() / 1000.0)
            .update();
    if (asked > 0) {
      bell.ringAfterCommit();
    }
  }
}
