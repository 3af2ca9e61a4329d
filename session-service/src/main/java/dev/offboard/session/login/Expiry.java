package dev.offboard.session.login;

import dev.offboard.messaging.tenancy.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tidies up what counts for nothing any more: sessions that nobody refreshed in time, and the
/// history of those long ended. Nothing relies on it being on time. Skips rows that somebody else
/// has locked, so it never stands in the way of an offboarding.
@Component
class Expiry {
  private static final Logger log = LoggerFactory.getLogger(Expiry.class);

  /// How long a user may look back at where it was signed in.
  static final Duration HISTORY = Duration.ofDays(90);

  /// Short transactions: rows are locked for milliseconds.
  private static final int BATCH = 1000;

  private static final long FIRST_RUN_MILLIS = 600_000;
  private static final long PAUSE_MILLIS = 3_600_000;

  private final JdbcClient jdbc;
  private final Clock clock;

  Expiry(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Scheduled(initialDelay = FIRST_RUN_MILLIS, fixedDelay = PAUSE_MILLIS)
  void tidyUp() {
    Tenancy.acrossAll(this::tidyUpAll);
  }

  private void tidyUpAll() {
    long expired = batches(this::endExpired);
    long forgotten = batches(this::forgetEnded);
    if (expired + forgotten > 0) {
      log.info("{} sessions expired, {} ended ones forgotten", expired, forgotten);
    }
  }

  private int endExpired() {
    return jdbc.sql(
            """
            WITH due AS (
              SELECT id FROM session WHERE state = 'LIVE' AND expires_at <= :now
              LIMIT :batch FOR UPDATE SKIP LOCKED),
            gone AS (
              DELETE FROM token USING due WHERE token.session_id = due.id)
            UPDATE session SET state = 'ENDED', end_reason = 'EXPIRED', ended_at = expires_at
            FROM due WHERE session.id = due.id
            """)
        .param("now", now())
        .param("batch", BATCH)
        .update();
  }

  private int forgetEnded() {
    return jdbc.sql(
            """
            DELETE FROM session WHERE id IN (
              SELECT id FROM session WHERE state = 'ENDED' AND ended_at <= :until
              LIMIT :batch FOR UPDATE SKIP LOCKED)
            """)
        .param("until", now().minus(HISTORY))
        .param("batch", BATCH)
        .update();
  }

  private static long batches(Batch batch) {
    long sum = 0;
    int done;
    do {
      done = batch.run();
      sum += done;
    } while (done == BATCH);
    return sum;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private interface Batch {
    int run();
  }
}
