package dev.offboard.orchestrator.offboarding;

import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;

import dev.offboard.orchestrator.saga.Offboarding;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Scheduled offboardings whose time has come. Only looks: whoever starts them locks them.
@Component
public class DueStarts {
  private final JdbcClient jdbc;

  DueStarts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The longest due first, without steps: they have none.
  public List<Offboarding> find(int limit) {
    return jdbc.sql(
            """
            SELECT * FROM offboarding
            WHERE wake_at <= clock_timestamp() AND state = 'SCHEDULED'
              AND definition = ? AND definition_version = ?
            ORDER BY wake_at LIMIT ?
            """)
        .params(OFFBOARD_USER.name(), OFFBOARD_USER.version(), limit)
        .query((row, number) -> OffboardingRows.read(row))
        .list();
  }
}
