package dev.offboard.entitlement.connection;

import dev.offboard.messaging.tenancy.Tenancy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells operators which applications are left alone because they fail, and what waits for them.
@Component
final class ConnectionMetrics {
  private static final long LOOK_EVERY_MILLIS = 10_000;

  /// As many series as somebody can look at; the count says whether there are more.
  private static final int MOST_NAMED = 50;

  private final JdbcClient jdbc;
  private final MultiGauge applications;
  private final MultiGauge since;
  private volatile double openTasks;
  private volatile double overdueTasks;

  ConnectionMetrics(JdbcClient jdbc, MeterRegistry metrics) {
    this.jdbc = jdbc;
    this.applications =
        MultiGauge.builder("offboarding.applications")
            .description("connected applications by how they are doing")
            .register(metrics);
    this.since =
        MultiGauge.builder("offboarding.application.quarantined.age")
            .description("how long an application has been left alone because it fails")
            .baseUnit("seconds")
            .register(metrics);
    Gauge.builder("offboarding.tasks.open", this, it -> it.openTasks)
        .description("what applications, or their owners, still have to do")
        .register(metrics);
    Gauge.builder("offboarding.tasks.overdue", this, it -> it.overdueTasks)
        .description("those of them past their deadline")
        .register(metrics);
    show(0, 0, 0, 0);
  }

  @Scheduled(initialDelay = 1_000, fixedDelay = LOOK_EVERY_MILLIS)
  void look() {
    Tenancy.acrossAll(this::count);
  }

  private void count() {
    jdbc.sql(
            """
            SELECT count(*) FILTER (WHERE disabled_at IS NOT NULL) AS disabled,
                   count(*) FILTER (WHERE disabled_at IS NULL AND quarantined_at IS NOT NULL) AS quarantined,
                   count(*) FILTER (WHERE disabled_at IS NULL AND quarantined_at IS NULL AND failing_since IS NOT NULL) AS failing,
                   count(*) FILTER (WHERE disabled_at IS NULL AND quarantined_at IS NULL AND failing_since IS NULL) AS working
            FROM connection
            """)
        .query(
            row -> {
              show(
                  row.getLong("working"),
                  row.getLong("failing"),
                  row.getLong("quarantined"),
                  row.getLong("disabled"));
            });
    // a partial index holds what is left to do, however much is done
    jdbc.sql(
            """
            SELECT count(*) AS open, count(*) FILTER (WHERE deadline_at < clock_timestamp()) AS overdue
            FROM task WHERE state IN ('waiting', 'open')
            """)
        .query(
            row -> {
              openTasks = row.getLong("open");
              overdueTasks = row.getLong("overdue");
            });
    since.register(quarantined(), true);
  }

  private void show(long working, long failing, long quarantined, long disabled) {
    applications.register(
        List.of(
            MultiGauge.Row.of(Tags.of("standing", "working"), working),
            MultiGauge.Row.of(Tags.of("standing", "failing"), failing),
            MultiGauge.Row.of(Tags.of("standing", "quarantined"), quarantined),
            MultiGauge.Row.of(Tags.of("standing", "disabled"), disabled)),
        true);
  }

  private List<MultiGauge.Row<?>> quarantined() {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    jdbc.sql(
            """
            SELECT tenant_id, application_id, extract(epoch FROM clock_timestamp() - quarantined_at)::float8 AS age
            FROM connection WHERE quarantined_at IS NOT NULL AND disabled_at IS NULL
            ORDER BY quarantined_at, tenant_id, application_id LIMIT ?
            """)
        .param(MOST_NAMED)
        .query(
            row -> {
              rows.add(
                  MultiGauge.Row.of(
                      Tags.of(
                          "tenant",
                          row.getString("tenant_id"),
                          "application",
                          row.getString("application_id")),
                      row.getDouble("age")));
            });
    return rows;
  }
}
