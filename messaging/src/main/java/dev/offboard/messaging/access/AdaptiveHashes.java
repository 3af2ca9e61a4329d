package dev.offboard.messaging.access;

import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Hashes and compares passwords with an adaptive hash. Comparing takes one hash whether or not
/// there is anything to compare with, so that its time tells nothing about anybody. Hashes a few at
/// a time: they keep a processor busy, and a flood of sign-ins must not delay everything else.
public final class AdaptiveHashes {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final PasswordEncoder encoder;
  private final Semaphore turns;

  /// Nobody's hash; made with the same cost as everybody's.
  private final String nobodys;

  /// One processor stays free for those who don't hash.
  public AdaptiveHashes(PasswordEncoder encoder) {
    this.encoder = encoder;
    this.turns = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);
    this.nobodys = hash("the password of nobody");
  }

  /// @throws ApiProblem 503 `hashing-busy`
  public String hash(String password) {
    return inTurn(() -> Objects.requireNonNull(encoder.encode(password)));
  }

  /// False also if there is no hash to compare with, after the same work.
  ///
  /// @throws ApiProblem 503 `hashing-busy`
  public boolean matches(String password, @Nullable String hash) {
    boolean same = inTurn(() -> encoder.matches(password, hash == null ? nobodys : hash));
    return same && hash != null;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private static ApiProblem busy() {
    return ApiProblem.unavailable(
        "hashing-busy",
        "Too many passwords are being checked at once. Nothing was done; try again in a moment.",
        Duration.ofSeconds(1));
  }
}
