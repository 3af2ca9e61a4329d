package dev.offboard.orchestrator.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// How often signing in has failed, by name and by address, and the growing pauses that follow. A
/// name that nobody has is counted like any other. An attempt is counted before its password is
/// looked at, so that many at once are as many, and taken back when it was right; one that comes
/// during a pause is not looked at and makes the pause no longer.
@Component
class Attempts {
  /// Somebody who mistypes.
  static final int FREE_OF_NAME = 5;

  /// Many people may come from behind one address.
  static final int FREE_OF_ADDRESS = 30;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  /// Some 100 guesses a day; a person whose name somebody plays with waits a quarter of an hour.
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
  private static final long FORGET_EVERY_MILLIS = 600_000;

  private final JdbcClient jdbc;

  Attempts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Whose attempts are counted together.
  record Counted(String kind, String value, int free) {
    static Counted name(String key) {
      return new Counted("name", key, FREE_OF_NAME);
    }

    static Counted address(String address) {
      return new Counted("address", address, FREE_OF_ADDRESS);
    }

    private byte[] hash() {
      try {
        return MessageDigest.getInstance("SHA-256")
            .digest((kind + "\0" + value).getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    @Override
    public String toString() {
      return "Counted[hidden]";
    }
  }

  /// @param pause until then: the attempt must not be looked at
  /// @param failures with this one
  record Attempt(Optional<Instant> pause, int failures) {
    /// Whether this one, if it fails, is the first to be followed by a pause.
    boolean isLastFree(Counted counted) {
      return pause.isEmpty() && failures == counted.free();
    }
  }

  /// Counts it, unless in a pause.
  public Attempt begin(Counted counted) {
    return jdbc.sql(
            """
            INSERT INTO sign_in_failure AS f (key, failures, blocked_until, last_at)
            VALUES (:key, 1, clock_timestamp(), clock_timestamp())
            ON CONFLICT (key) DO UPDATE SET last_at = clock_timestamp(),
              failures = CASE WHEN f.last_at < clock_timestamp() - make_interval(secs => :forgotten) THEN 1 ELSE f.failures + 1 END,
              blocked_until = CASE WHEN f.failures + 1 < :free THEN clock_timestamp()
                ELSE clock_timestamp() + make_interval(secs => least(:longest, :first * 2 ^ least(f.failures + 1 - :free, 20))) END
            WHERE f.blocked_until <= clock_timestamp()
            RETURNING failures
            """)
        .param("key", counted.hash())
        .param("free", counted.free())
        .param("first", FIRST_PAUSE.toSeconds())
        .param("longest", LONGEST_PAUSE.toSeconds())
        .param("forgotten", FORGOTTEN_AFTER.toSeconds())
        .query(Integer.class)
        .optional()
        .map(failures -> new Attempt(Optional.empty(), failures))
        .orElseGet(() -> new Attempt(pauseOf(counted).or(() -> Optional.of(Instant.EPOCH)), 0));
  }

  /// It was right.
  public void forget(Counted counted) {
    jdbc.sql("DELETE FROM sign_in_failure WHERE key = ?").param(counted.hash()).update();
  }

  /// It was right, of one among many.
  public void takeBack(Counted counted) {
    jdbc.sql(
            """
            UPDATE sign_in_failure SET failures = greatest(failures - 1, 0),
              blocked_until = least(blocked_until, clock_timestamp())
            WHERE key = ?
            """)
        .param(counted.hash())
        .update();
  }

  /// Until when nobody is asked; counts nothing.
  public Optional<Instant> pauseOf(Counted counted) {
    return jdbc.sql(
            "SELECT blocked_until FROM sign_in_failure WHERE key = ? AND blocked_until >"
                + " clock_timestamp()")
        .param(counted.hash())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  @Scheduled(initialDelay = FORGET_EVERY_MILLIS, fixedDelay = FORGET_EVERY_MILLIS)
  void forgetOld() {
    jdbc.sql(
            "DELETE FROM sign_in_failure WHERE last_at < clock_timestamp() - make_interval(secs =>"
                + " ?)")
        .param(FORGOTTEN_AFTER.toSeconds())
        .update();
  }
}
