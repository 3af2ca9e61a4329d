package dev.offboard.messaging.outbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/// Makes tomorrow's outbox partitions and drops those past their days; forgets inbox ids that no
/// broker can redeliver any more.
public class OutboxRetention {
  private static final Logger log = LoggerFactory.getLogger(OutboxRetention.class);

  /// Long enough to re-publish after a lost relay over a long weekend.
  static final int OUTBOX_DAYS = 7;

  /// Longer than any topic keeps its records, dead letters included.
  static final int INBOX_DAYS = 45;

  private final JdbcClient jdbc;

  public OutboxRetention(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Scheduled(initialDelay = 0, fixedDelay = 3_600_000)
  public void roll() {
    int changed =
        jdbc.sql("SELECT outbox_roll(?)").param(OUTBOX_DAYS).query(Integer.class).single();
    int forgotten =
        jdbc.sql("DELETE FROM inbox WHERE received_at < now() - make_interval(days => ?)")
            .param(INBOX_DAYS)
            .update();
    if (changed + forgotten > 0) {
      log.info(
          "outbox: {} partitions made or dropped; inbox: {} ids forgotten", changed, forgotten);
    }
  }
}
