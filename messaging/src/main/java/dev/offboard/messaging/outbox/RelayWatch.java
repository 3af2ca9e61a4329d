package dev.offboard.messaging.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/// Tells operators how the change-data relay stands to this service's database, without which
/// nobody hears of what is committed here: by the metrics `offboarding.relay.slot`,
/// `offboarding.relay.lag`, `offboarding.relay.stalled` and `offboarding.outbox.age`, and by a line
/// in the log when the relay has lost its place. It looks from inside the database, so it notices
/// that also where no supervisor runs. It mends nothing, and the service's health does not depend
/// on it: what is accepted meanwhile lies in the outbox.
public class RelayWatch {
  private static final Logger log = LoggerFactory.getLogger(RelayWatch.class);

  /// As often as the gauges of the orchestrator; below what a scrape waits.
  private static final long LOOK_EVERY_MILLIS = 10_000;

  private static final double NANOS_PER_SECOND = 1e9;

  /// How the relay's replication slot is.
  enum State {
    /// The relay reads from it.
    IN_USE,
    /// It is there and waits for the relay.
    IDLE,
    /// The log that it needs was removed.
    LOST,
    /// It was dropped, or the relay has never run.
    MISSING,
    /// It is there, but nothing says what is published.
    UNPUBLISHED;

    /// The relay does not go on by itself from where it was.
    private boolean isLoss() {
      return this == LOST || this == MISSING || this == UNPUBLISHED;
    }
  }

  /// @param confirmed how far the relay has come; absent without a slot
  /// @param since when it was seen there first, by [System#nanoTime]
  private record Seen(State state, double lagBytes, @Nullable Long confirmed, long since) {
    Seen after(@Nullable Seen before) {
      if (before == null || lagBytes == 0 || !Objects.equals(confirmed, before.confirmed())) {
        return this;
      }
      return new Seen(state, lagBytes, confirmed, before.since());
    }
  }

  private final JdbcClient jdbc;
  private final String slot;
  private final String publication;
  private final Relayed relayed = new Relayed();
  private volatile @Nullable Seen last;
  private volatile double outboxAge = Double.NaN;

  /// @param slot as `deploy/connectors/outbox.json` names it; so is `publication`
  public RelayWatch(JdbcClient jdbc, MeterRegistry metrics, String slot, String publication) {
    this.jdbc = jdbc;
    this.slot = slot;
    this.publication = publication;
    for (State state : State.values()) {
      Gauge.builder("offboarding.relay.slot", this, watch -> watch.is(state))
          .description("1 for the state that the relay's replication slot is in")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(metrics);
    }
    Gauge.builder("offboarding.relay.lag", this, RelayWatch::lag)
        .description("log that the relay has not confirmed yet; no number without a slot")
        .baseUnit("bytes")
        .register(metrics);
    Gauge.builder("offboarding.relay.stalled", this, RelayWatch::stalledSeconds)
        .description("how long the relay has confirmed nothing although log waits for it")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("offboarding.outbox.age", this, watch -> watch.outboxAge)
        .description(
            "of the oldest outbox row that the relay has not confirmed; 0 if there is none")
        .baseUnit("seconds")
        .register(metrics);
  }

  @Scheduled(initialDelay = 1_000, fixedDelay = LOOK_EVERY_MILLIS)
  public void look() {
    Seen before = last;
    Seen now = see().after(before);
    last = now;
    outboxAge = oldestSeconds(now.confirmed());
    if (before != null && before.state() != now.state()) {
      tell(before.state(), now.state());
    }
  }

  private void tell(State before, State now) {
    if (now.isLoss()) {
      log.warn(
          "the relay's slot {} is {} (was: {}, expected: IN_USE). Nobody hears of what is committed"
              + " here; it waits in the outbox for {} days. The supervisor mends it, or"
              + " `offboard reconcile`; see deploy/runbooks/lost-slot.md",
          slot,
          now,
          before,
          OutboxRetention.OUTBOX_DAYS);
    } else {
      log.info("the relay's slot {} is {} (was: {})", slot, now, before);
    }
  }

  /// No number if the relay has confirmed nothing since this began to look.
  private double oldestSeconds(@Nullable Long confirmed) {
    return Optional.ofNullable(confirmed)
        .flatMap(relayed::upTo)
        .map(this::oldestAfter)
        .orElse(Double.NaN);
  }

  private double oldestAfter(Instant relayedUpTo) {
    return jdbc.sql(
            "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) FROM"
                + " outbox WHERE created_at > ?")
        .param(relayedUpTo.atOffset(ZoneOffset.UTC))
        .query(Double.class)
        .single();
  }

  private double is(State state) {
    Seen seen = last;
    return seen != null && seen.state() == state ? 1 : 0;
  }

  private double lag() {
    Seen seen = last;
    return seen == null ? Double.NaN : seen.lagBytes();
  }

  private double stalledSeconds() {
    Seen seen = last;
    return seen == null || seen.lagBytes() == 0
        ? 0
        : (System.nanoTime() - seen.since()) / NANOS_PER_SECOND;
  }

  private Seen see() {
    return jdbc.sql(
            """
            SELECT CASE WHEN NOT EXISTS (SELECT FROM pg_publication WHERE pubname = :publication) THEN 'UNPUBLISHED'
                        WHEN slot_name IS NULL THEN 'MISSING'
                        WHEN wal_status = 'lost' OR invalidation_reason IS NOT NULL THEN 'LOST'
                        WHEN active THEN 'IN_USE' ELSE 'IDLE' END,
                   pg_wal_lsn_diff(pg_current_wal_lsn(), coalesce(confirmed_flush_lsn, restart_lsn))::float8,
                   pg_wal_lsn_diff(coalesce(confirmed_flush_lsn, restart_lsn), '0/0')::bigint, looked_at,
                   pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint
            FROM (SELECT clock_timestamp() AS looked_at) AS always LEFT JOIN pg_replication_slots ON slot_name = :slot
            """)
        .param("publication", publication)
        .param("slot", slot)
        .query(
            (row, number) -> {
              State state = State.valueOf(row.getString(1));
              double lag = row.getDouble(2);
              double lagBytes = row.wasNull() ? Double.NaN : lag;
              relayed.mark(row.getLong(5), row.getObject(4, OffsetDateTime.class).toInstant());
              return new Seen(state, lagBytes, row.getObject(3, Long.class), System.nanoTime());
            })
        .single();
  }
}
