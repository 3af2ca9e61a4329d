package dev.offboard.orchestrator.offboarding;

import dev.offboard.orchestrator.saga.Offboarding;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Scheduled offboardings whose time has come. Only looks: whoever starts them locks them.
@Component
public class DueStarts {
  private static final String DUE =
      """
      wake_at <= clock_timestamp() AND state = 'SCHEDULED' AND \
      """
          + OffboardingRows.OURS;

  private final JdbcClient jdbc;

  DueStarts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Emergencies, and at most `limit` others, the longest due first; without steps: they have none.
  public List<Offboarding> find(int limit) {
    return jdbc.sql(
            """
            WITH first AS (
              SELECT * FROM offboarding WHERE %1$s AND urgent ORDER BY wake_at LIMIT :limit
            ), others AS (
              SELECT * FROM offboarding WHERE %1$s AND NOT urgent ORDER BY wake_at LIMIT :limit
            )
            SELECT * FROM first UNION ALL SELECT * FROM others
            """
                .formatted(DUE))
        .param("limit", limit)
        .query((row, number) -> OffboardingRows.read(row))
        .list();
  }
}
