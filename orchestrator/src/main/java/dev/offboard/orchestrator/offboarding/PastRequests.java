package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.orchestrator.saga.Offboarding;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Offboardings that people or programs have asked for lately; not those that sweeps and re-hires
/// have begun.
@Component
public class PastRequests {
  private final JdbcClient jdbc;

  PastRequests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The latest first, without steps; of the tenants that the caller sees.
  public List<Offboarding> of(ReasonCode reason, int days, int most) {
    return jdbc.sql(
            """
            SELECT * FROM offboarding
            WHERE id >= uuidv7(make_interval(days => -:days)) AND reason = :reason AND follows IS NULL
            ORDER BY id DESC LIMIT :most
            """)
        .param("reason", reason.value())
        .param("days", days)
        .param("most", most)
        .query((row, number) -> OffboardingRows.read(row))
        .list();
  }
}
