package dev.offboard.orchestrator.person;

import dev.offboard.contracts.UserRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// By what somebody who operates the platform might be reached.
@Component
public class Reach {
  private final JdbcClient jdbc;

  Reach(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param signInName which many choose to be their mail address; personal data
  /// @param user of the directory whom they are
  public record Known(@Nullable String signInName, @Nullable UserRef user) {
    @Override
    public String toString() {
      return "Known[" + user + "]";
    }
  }

  /// Empty for a token, or somebody who has no account that is open.
  public Optional<Known> of(String subject) {
    return jdbc.sql("SELECT * FROM person WHERE subject = ? AND disabled_at IS NULL")
        .param(subject)
        .query(
            (row, number) -> {
              String tenant = row.getString("user_tenant_id");
              return new Known(
                  row.getString("sign_in_name"),
                  tenant == null ? null : UserRef.of(tenant, row.getString("user_id")));
            })
        .optional();
  }
}
