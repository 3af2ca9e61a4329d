package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.StateChange;
import dev.offboard.messaging.tenancy.Tenancy;
import dev.offboard.orchestrator.saga.Attention;
import dev.offboard.orchestrator.saga.Offboarding;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells operators what was committed (never what was rolled back), and what stands in the
/// database.
@Component
class OffboardingMetrics {
  private static final Logger log = LoggerFactory.getLogger(OffboardingMetrics.class);
  private static final long REFRESH_MILLIS = 10_000;

  private final MeterRegistry registry;
  private final JdbcClient jdbc;
  private final Timer timeToRevoke;
  private final MultiGauge live;
  private final AtomicLong attention = new AtomicLong();

  OffboardingMetrics(MeterRegistry registry, JdbcClient jdbc) {
    this.registry = registry;
    this.jdbc = jdbc;
    this.timeToRevoke =
        Timer.builder("offboarding.time.to.revoke")
            .description("from the start of revoking to every participant's confirmation")
            .publishPercentileHistogram()
            .register(registry);
    this.live =
        MultiGauge.builder("offboarding.live")
            .description("offboardings that have not ended, by state")
            .register(registry);
    registry.gauge("offboarding.needs.attention", attention);
  }

  void afterCommit(Decisions decisions) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            committed(decisions);
          }
        });
  }

  private void committed(Decisions decisions) {
    decisions.stateChanges().forEach(this::changed);
    decisions.timesToRevoke().forEach(timeToRevoke::record);
    decisions.attentionChanged().forEach(OffboardingMetrics::tell);
  }

  private void changed(StateChange change) {
    registry.counter("offboarding.state.changes", "to", label(change.to())).increment();
    log.debug(
        "offboarding {} of {}/{}: {} -> {} ({}, by {})",
        change.offboardingId(),
        change.tenantId(),
        change.userId(),
        change.from(),
        change.to(),
        change.why(),
        change.by().id());
  }

  private static void tell(Offboarding offboarding) {
    Attention mark = offboarding.attention();
    if (mark == null) {
      log.info(
          "offboarding {} of {} needs no attention any more; it is {}",
          offboarding.id(),
          offboarding.user(),
          offboarding.state());
      return;
    }
    log.warn(
        "offboarding {} of {} needs attention of {}: {} See deploy/runbooks/needs-attention.md",
        offboarding.id(),
        offboarding.user(),
        mark.owner(),
        mark.reason());
  }

  /// Both queries read partial indexes that hold live rows only, however many have ended.
  @Scheduled(initialDelay = 1_000, fixedDelay = REFRESH_MILLIS)
  void refresh() {
    Tenancy.acrossAll(this::count);
  }

  private void count() {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    jdbc.sql(
            """
            SELECT state, count(*) FROM offboarding
            WHERE state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED') GROUP BY state
            """)
        .query(
            row -> {
              rows.add(
                  MultiGauge.Row.of(
                      Tags.of("state", label(OffboardingState.ofCode(row.getString("state")))),
                      row.getLong("count")));
            });
    live.register(rows, true);
    attention.set(
        jdbc.sql("SELECT count(*) FROM offboarding WHERE attention_since IS NOT NULL")
            .query(Long.class)
            .single());
  }

  private static String label(OffboardingState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
