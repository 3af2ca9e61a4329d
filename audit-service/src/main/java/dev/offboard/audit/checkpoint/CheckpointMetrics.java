package dev.offboard.audit.checkpoint;

import dev.offboard.messaging.tenancy.Tenancy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells operators how old the last checkpoint is, and how long the first entry has waited that no
/// checkpoint covers: a quiet log needs no new one, so only the second is a reason to look.
@Component
final class CheckpointMetrics {
  private static final long LOOK_EVERY_MILLIS = 10_000;

  /// @param ageSeconds not a number while there is none
  private record Seen(double ageSeconds, double unsigned, double waitingSeconds) {
    static final Seen NOTHING = new Seen(Double.NaN, Double.NaN, Double.NaN);
  }

  private final JdbcClient jdbc;
  private volatile Seen seen = Seen.NOTHING;

  CheckpointMetrics(JdbcClient jdbc, MeterRegistry metrics) {
    this.jdbc = jdbc;
    Gauge.builder("offboarding.audit.checkpoint.age", this, it -> it.seen.ageSeconds())
        .description("since the last checkpoint was signed")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("offboarding.audit.unsigned.entries", this, it -> it.seen.unsigned())
        .description("entries that no checkpoint covers yet")
        .register(metrics);
    Gauge.builder("offboarding.audit.unsigned.age", this, it -> it.seen.waitingSeconds())
        .description("how long the first of them has waited; 0 if there is none")
        .baseUnit("seconds")
        .register(metrics);
  }

  @Scheduled(initialDelay = 1_000, fixedDelay = LOOK_EVERY_MILLIS)
  void look() {
    seen = Tenancy.askAcrossAll(this::read);
  }

  /// Four look-ups by key, however long the log is.
  private Seen read() {
    return jdbc.sql(
            """
            SELECT extract(epoch FROM clock_timestamp() - c.issued_at)::float8 AS age,
                   coalesce((SELECT max(leaf_index) + 1 FROM entry), 0) - coalesce(c.size, 0) AS unsigned,
                   coalesce(extract(epoch FROM clock_timestamp()
                     - (SELECT appended_at FROM entry WHERE leaf_index = coalesce(c.size, 0))), 0)::float8 AS waiting
            FROM (SELECT) AS always LEFT JOIN (SELECT size, issued_at FROM checkpoint ORDER BY size DESC LIMIT 1) AS c ON true
            """)
        .query(
            (row, number) -> {
              double age = row.getDouble("age");
              return new Seen(
                  row.wasNull() ? Double.NaN : age,
                  row.getDouble("unsigned"),
                  row.getDouble("waiting"));
            })
        .single();
  }
}
