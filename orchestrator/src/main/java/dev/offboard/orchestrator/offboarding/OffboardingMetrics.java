package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.StateChange;
import dev.offboard.messaging.tenancy.Tenancy;
import dev.offboard.messaging.trace.Trace;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.messaging.trace.TraceParent.Sampling;
import dev.offboard.orchestrator.saga.Attention;
import dev.offboard.orchestrator.saga.Offboarding;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
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
  private final MultiGauge late;
  private final AtomicLong attention = new AtomicLong();
  private volatile double oldestAttentionSeconds;

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
    this.late =
        MultiGauge.builder("offboarding.late")
            .description("offboardings past the deadline of what is awaited, by state")
            .register(registry);
    Gauge.builder("offboarding.needs.attention", attention, AtomicLong::doubleValue)
        .description("offboardings that a person should look at")
        .register(registry);
    Gauge.builder(
            "offboarding.needs.attention.oldest.age", this, shown -> shown.oldestAttentionSeconds)
        .description("how long the first of them has waited for a person; 0 if there is none")
        .baseUnit("seconds")
        .register(registry);
    show(new EnumMap<>(OffboardingState.class));
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
    decisions
        .attentionChanged()
        .forEach(
            offboarding -> {
              TraceParent trace = decisions.traceOf(offboarding.id(), Sampling.NOT_SAMPLED);
              try (MDC.MDCCloseable field = Trace.logged(trace)) {
                tell(offboarding);
              }
            });
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

  /// Both queries read partial indexes that hold live rows only, however many have ended. Every
  /// instance shows the same.
  @Scheduled(initialDelay = 1_000, fixedDelay = REFRESH_MILLIS)
  void refresh() {
    Tenancy.acrossAll(this::count);
  }

  private record Count(long live, long late) {
    static final Count NONE = new Count(0, 0);
  }

  private void count() {
    Map<OffboardingState, Count> counts = new EnumMap<>(OffboardingState.class);
    jdbc.sql(
            """
            SELECT state, count(*) AS live, count(*) FILTER (WHERE respond_by < clock_timestamp()) AS late FROM offboarding
            WHERE state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED') GROUP BY state
            """)
        .query(
            row -> {
              counts.merge(
                  OffboardingState.ofCode(row.getString("state")),
                  new Count(row.getLong("live"), row.getLong("late")),
                  (one, other) -> new Count(one.live() + other.live(), one.late() + other.late()));
            });
    show(counts);
    jdbc.sql(
            """
            SELECT count(*) AS some, coalesce(extract(epoch FROM clock_timestamp() - min(attention_since)), 0) AS oldest
            FROM offboarding WHERE attention_since IS NOT NULL
            """)
        .query(
            row -> {
              attention.set(row.getLong("some"));
              oldestAttentionSeconds = row.getDouble("oldest");
            });
  }

  /// Zeros too: what is not there can't be told from what nobody counts.
  private void show(Map<OffboardingState, Count> counts) {
    List<MultiGauge.Row<?>> liveRows = new ArrayList<>();
    List<MultiGauge.Row<?>> lateRows = new ArrayList<>();
    for (OffboardingState state : OffboardingState.values()) {
      if (!state.isTerminal()) {
        Count count = counts.getOrDefault(state, Count.NONE);
        Tags tags = Tags.of("state", label(state));
        liveRows.add(MultiGauge.Row.of(tags, count.live()));
        lateRows.add(MultiGauge.Row.of(tags, count.late()));
      }
    }
    live.register(liveRows, true);
    late.register(lateRows, true);
  }

  private static String label(OffboardingState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
