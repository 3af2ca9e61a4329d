package dev.offboard.entitlement.decision;

import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.RoleRef;
import dev.offboard.entitlement.decision.Decision.Why;
import dev.offboard.messaging.participant.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Decides by reading the fence and the grant in one statement, never from a cache: from the commit
/// of a deprovisioning on, every answer is no.
@Component
class Decisions {
  private final JdbcClient jdbc;

  Decisions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @SuppressWarnings("EnumOrdinal") // the fence stores the ordinal
  Decision decide(UserRef user, RoleRef role) {
    return jdbc.sql(
            """
            SELECT coalesce((SELECT standing FROM fence WHERE tenant_id = :tenant AND user_id = :user), 0),
                   EXISTS (SELECT FROM role_grant
                           WHERE tenant_id = :tenant AND user_id = :user
                             AND application_id = :application AND role = :role),
                   EXISTS (SELECT FROM withdrawal
                           WHERE tenant_id = :tenant AND user_id = :user
                             AND application_id = :application AND role = :role)
            """)
        .param("tenant", user.tenantId().value())
        .param("user", user.userId().value())
        .param("application", role.applicationId().value())
        .param("role", role.role().value())
        .query(
            (row, n) ->
                Decision.because(
                    switch (Standing.values()[row.getInt(1)]) {
                      case OPEN -> open(row);
                      case BLOCKED -> Why.USER_BLOCKED;
                      case ERASED -> Why.USER_ERASED;
                    }))
        .single();
  }

  private static Why open(ResultSet row) throws SQLException {
    if (row.getBoolean(3)) {
      return Why.ROLE_WITHDRAWN;
    }
    return row.getBoolean(2) ? Why.GRANTED : Why.NO_GRANT;
  }
}
