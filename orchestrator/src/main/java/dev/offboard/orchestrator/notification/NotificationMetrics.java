package dev.offboard.orchestrator.notification;

import dev.offboard.messaging.tenancy.Tenancy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells operators how many messages wait, and how many were given up lately.
@Component
class NotificationMetrics {
  private static final long LOOK_EVERY_MILLIS = 10_000;

  private final JdbcClient jdbc;
  private final Notifications notifications;
  private final MultiGauge messages;

  NotificationMetrics(JdbcClient jdbc, Notifications notifications, MeterRegistry metrics) {
    this.jdbc = jdbc;
    this.notifications = notifications;
    this.messages =
        MultiGauge.builder("offboarding.notifications")
            .description("messages that wait, and those given up within a day")
            .register(metrics);
    show(0, 0);
  }

  @Scheduled(initialDelay = 1_000, fixedDelay = LOOK_EVERY_MILLIS)
  void look() {
    if (!notifications.areOff()) {
      Tenancy.acrossAll(this::count);
    }
  }

  private void count() {
    jdbc.sql(
            """
            SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting,
                   count(*) FILTER (WHERE state = 'DEAD' AND ended_at > clock_timestamp() - interval '1 day') AS dead
            FROM notification WHERE state IN ('WAITING', 'DEAD')
            """)
        .query(
            row -> {
              show(row.getLong("waiting"), row.getLong("dead"));
            });
  }

  private void show(long waiting, long dead) {
    messages.register(
        List.of(
            MultiGauge.Row.of(Tags.of("state", "waiting"), waiting),
            MultiGauge.Row.of(Tags.of("state", "dead"), dead)),
        true);
  }
}
