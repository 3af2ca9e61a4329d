package dev.offboard.entitlement.connector;

import dev.offboard.entitlement.connector.CallFailed.Fault;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The way to one application: so many at once, so many a second, each within its time, with one
/// more try after a hiccup, and none at all while it is left alone. Whoever wants to call reserves
/// first, so that no task is taken that would have to wait here.
public final class Line {
  private final Limits limits;
  private final ExecutorService executor;
  private final Duration taskTimeout;

  Line(Limits limits, ExecutorService executor, Duration taskTimeout) {
    this.limits = limits;
    this.executor = executor;
    this.taskTimeout = taskTimeout;
  }

  record Limits(
      Bulkhead bulkhead, RateLimiter rate, TimeLimiter time, Retry retry, CircuitBreaker breaker) {}

  /// Takes as many places as there are, at most `most`: none while the application is left alone,
  /// one when it is probed.
  public int reserve(int most) {
    int allowed =
        switch (limits.breaker().getState()) {
          case CLOSED, DISABLED, METRICS_ONLY -> most;
          case HALF_OPEN -> isIdle() ? Math.min(most, 1) : 0;
          case OPEN, FORCED_OPEN -> 0;
        };
    int reserved = 0;
    while (reserved < allowed && limits.bulkhead().tryAcquirePermission()) {
      reserved++;
    }
    return reserved;
  }

  /// Gives a place back, used or not.
  public void release() {
    limits.bulkhead().releasePermission();
  }

  /// Has failed too often and is left alone, but for a probe.
  public boolean isQuarantined() {
    return limits.breaker().getState() != CircuitBreaker.State.CLOSED;
  }

  /// For the holder of a place. Not within a transaction: it takes as long as it is allowed to.
  Outcome perform(Callable<Outcome> once) throws CallFailed {
    AtomicReference<@Nullable CallFailed> last = new AtomicReference<>();
    Callable<Outcome> tries =
        Retry.decorateCallable(
            limits.retry(),
            RateLimiter.decorateCallable(
                limits.rate(),
                CircuitBreaker.decorateCallable(limits.breaker(), () -> remembering(once, last))));
    try {
      return limits.time().executeFutureSupplier(() -> executor.submit(tries));
    } catch (CallFailed e) {
      throw e;
    } catch (TimeoutException e) {
      throw CallFailed.ofApplication("is not done within %d ms".formatted(taskTimeout.toMillis()));
    } catch (CallNotPermittedException | RequestNotPermitted e) {
      CallFailed before = last.get();
      throw before == null ? CallFailed.notNow("is called too often at the moment") : before;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CallFailed.notNow("is not called: the process is about to stop");
    } catch (Exception e) {
      throw CallFailed.ofTask("is not called: unexpected " + e.getClass().getName());
    }
  }

  private boolean isIdle() {
    return limits.bulkhead().getMetrics().getAvailableConcurrentCalls()
        == limits.bulkhead().getMetrics().getMaxAllowedConcurrentCalls();
  }

  private static Outcome remembering(
      Callable<Outcome> once, AtomicReference<@Nullable CallFailed> last) throws Exception {
    try {
      return once.call();
    } catch (CallFailed e) {
      last.set(e);
      throw e;
    }
  }

  /// A failure that concerns one user counts as a success: the application has answered.
  static boolean saysNothingAboutTheApplication(Throwable failure) {
    return !(failure instanceof CallFailed failed)
        || failed.fault() == Fault.SUPERSEDED
        || failed.fault() == Fault.NONE;
  }

  static boolean isTheApplicationsFault(Throwable failure) {
    return failure instanceof CallFailed failed && failed.fault() == Fault.APPLICATION;
  }
}
