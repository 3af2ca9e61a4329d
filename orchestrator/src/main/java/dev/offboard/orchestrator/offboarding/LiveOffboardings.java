package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.UserRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who is being offboarded, of many at once.
@Component
public class LiveOffboardings {
  private final JdbcClient jdbc;

  LiveOffboardings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Set<UserRef> among(Collection<UserRef> users) {
    List<UserRef> asked = List.copyOf(users);
    return jdbc.sql(
            """
            SELECT o.tenant_id, o.user_id FROM unnest(:tenants::text[], :users::text[]) AS u (tenant_id, user_id)
            JOIN offboarding AS o ON (o.tenant_id, o.user_id) = (u.tenant_id, u.user_id) AND %s
            """
                .formatted(OffboardingRows.LIVE))
        .param("tenants", Columns.of(asked, UserRef::tenantId))
        .param("users", Columns.of(asked, UserRef::userId))
        .query((row, number) -> UserRef.of(row.getString("tenant_id"), row.getString("user_id")))
        .set();
  }
}
