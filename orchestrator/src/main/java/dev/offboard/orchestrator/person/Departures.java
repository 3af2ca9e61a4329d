package dev.offboard.orchestrator.person;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.access.AccessRecords;
import dev.offboard.orchestrator.access.AccessRecords.Change;
import dev.offboard.orchestrator.access.AccessRecords.Holder;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Who is offboarded operates this platform no longer: in the transaction that begins to take their
/// access away, their accounts are disabled, their sessions deleted and their tokens revoked. An
/// undo gives none of it back; an administrator enables an account again.
@Component
public class Departures {
  private static final String BY = "offboarding";

  private final JdbcClient jdbc;
  private final AccessRecords records;

  Departures(JdbcClient jdbc, AccessRecords records) {
    this.jdbc = jdbc;
    this.records = records;
  }

  private record Ended(Change change, Holder holder) {}

  /// One statement, however many leave.
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(Collection<UserRef> leaving) {
    if (leaving.isEmpty()) {
      return;
    }
    List<Ended> ended =
        jdbc.sql("SELECT * FROM end_access_of(:tenants::text[], :users::text[], :by)")
            .param("by", BY)
            .param(
                "tenants", leaving.stream().map(it -> it.tenantId().value()).toArray(String[]::new))
            .param("users", leaving.stream().map(it -> it.userId().value()).toArray(String[]::new))
            .query((row, number) -> ended(row))
            .list();
    for (Change change : List.of(Change.ACCOUNT_DISABLED, Change.TOKEN_REVOKED)) {
      records.tell(
          change,
          ended.stream().filter(it -> it.change() == change).map(Ended::holder).toList(),
          BY);
    }
  }

  /// What names them here goes with them; the account stays, so that what the audit says of it
  /// stays true.
  @Transactional(propagation = Propagation.MANDATORY)
  public void erase(Collection<UserRef> erased) {
    if (erased.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE person p SET sign_in_name = NULL, name_key = NULL, password_hash = NULL
            FROM unnest(:tenants::text[], :users::text[]) AS e (tenant, "user")
            WHERE (p.user_tenant_id, p.user_id) = (e.tenant, e."user")
            """)
        .param("tenants", erased.stream().map(it -> it.tenantId().value()).toArray(String[]::new))
        .param("users", erased.stream().map(it -> it.userId().value()).toArray(String[]::new))
        .update();
  }

  private static Ended ended(ResultSet row) throws SQLException {
    String tenant = row.getString("tenant_id");
    Array roles = row.getArray("roles");
    return new Ended(
        Change.valueOf(row.getString("change")),
        new Holder(
            row.getString("subject"),
            tenant == null ? null : new dev.offboard.contracts.TenantId(tenant),
            UserRef.of(row.getString("user_tenant_id"), row.getString("user_id")),
            Arrays.stream((String[]) roles.getArray())
                .flatMap(name -> Role.granted(name).stream())
                .collect(Collectors.toSet())));
  }
}
