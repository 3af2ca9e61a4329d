package dev.offboard.orchestrator.person;

import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Hashes and compares passwords with an adaptive hash. Comparing takes one hash whether or not
/// there is anything to compare with, so that its time tells nothing. Hashes one or a few at a
/// time: a flood of sign-ins must not delay offboardings.
public final class PasswordHashes {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final PasswordEncoder encoder;
  private final Semaphore turns;

  /// Nobody's hash; made with the same cost as everybody's, when first needed.
  private final Supplier<String> nobodys;

  /// One processor stays free for those who don't hash.
  PasswordHashes(PasswordEncoder encoder) {
    this.encoder = encoder;
    this.turns = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);
    this.nobodys =
        org.springframework.util.function.SingletonSupplier.of(
            () -> encode(new Password("the password of nobody")));
  }

  String hash(Password password) {
    return inTurn(() -> encode(password));
  }

  /// False also if there is no hash to compare with, after the same work.
  public boolean matches(Password password, @Nullable String hash) {
    Password compared = password.isComparable() ? password : new Password("no password");
    boolean same =
        inTurn(() -> encoder.matches(compared.value(), hash == null ? nobodys.get() : hash));
    return same && hash != null && compared.equals(password);
  }

  private String encode(Password password) {
    return Objects.requireNonNull(encoder.encode(password.value()));
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
