package dev.offboard.audit;

import dev.offboard.contracts.OffboardingId;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks into the tables past the code under test.
public final class LogReader {
  private final JdbcClient jdbc;

  private LogReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public static LogReader of(ApplicationContext context) {
    return new LogReader(context.getBean(JdbcClient.class));
  }

  /// The bodies of one offboarding's entries in leaf order.
  public List<String> bodies(OffboardingId offboarding) {
    return jdbc.sql("SELECT body FROM entry WHERE offboarding_id = ?::uuid ORDER BY leaf_index")
        .param(offboarding.toString())
        .query(String.class)
        .list();
  }

  public long size() {
    return jdbc.sql("SELECT size FROM log_head").query(Long.class).single();
  }

  public long pendingSeals() {
    return jdbc.sql("SELECT count(*) FROM seal_pending").query(Long.class).single();
  }

  /// Leaf indexes are 0 to size - 1, each once, and entries were appended in their order.
  public boolean isGapFree() {
    return jdbc.sql(
            """
            SELECT count(*) = (SELECT size FROM log_head)
               AND coalesce(min(leaf_index), 0) = 0
               AND coalesce(max(leaf_index), -1) = count(*) - 1
               AND NOT EXISTS (SELECT FROM entry a JOIN entry b ON b.leaf_index = a.leaf_index + 1
                               WHERE b.appended_at < a.appended_at)
            FROM entry
            """)
        .query(Boolean.class)
        .single();
  }

  /// How many transactions wait for another one to end.
  public int waiting() {
    return jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
        .query(Integer.class)
        .single();
  }
}
