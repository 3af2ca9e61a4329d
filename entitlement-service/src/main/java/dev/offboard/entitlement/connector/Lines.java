package dev.offboard.entitlement.connector;

import dev.offboard.entitlement.connection.ApplicationSettings;
import dev.offboard.entitlement.connection.Connection;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/// One [Line] per application, made when first needed and anew when its connection is put again.
/// Metrics carry `tenant/application` as their name.
@Component
public final class Lines implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int TRIES = 2;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  /// Few, because one application may have one leaver a week.
  private static final int CALLS_LOOKED_AT = 10;

  private static final int CALLS_THAT_TELL = 4;
  private static final float FAILURES_THAT_OPEN_PERCENT = 50;
  private static final double DOUBLED = 2;

  private final ApplicationSettings settings;
  private final CircuitBreakerRegistry breakers;
  private final BulkheadRegistry bulkheads;
  private final RateLimiterRegistry rates;
  private final RetryRegistry retries;
  private final TimeLimiter time;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Connection.Key, Held> held = new ConcurrentHashMap<>();

  Lines(ApplicationSettings settings, MeterRegistry metrics) {
    this.settings = settings;
    this.time = TimeLimiter.of(settings.taskTimeout());
    this.breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_LOOKED_AT)
                .minimumNumberOfCalls(CALLS_THAT_TELL)
                .failureRateThreshold(FAILURES_THAT_OPEN_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialBackoff(
                        settings.quarantine(), DOUBLED, settings.longestQuarantine()))
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .recordException(Line::isTheApplicationsFault)
                .ignoreException(Line::saysNothingAboutTheApplication)
                .build());
    this.bulkheads =
        BulkheadRegistry.of(
            BulkheadConfig.custom()
                .maxConcurrentCalls(settings.atOnce())
                .maxWaitDuration(Duration.ZERO)
                .build());
    this.rates =
        RateLimiterRegistry.of(
            RateLimiterConfig.custom()
                .limitForPeriod(settings.perSecond())
                .limitRefreshPeriod(SECOND)
                .timeoutDuration(settings.taskTimeout().dividedBy(2))
                .build());
    this.retries =
        RetryRegistry.of(
            RetryConfig.custom()
                .maxAttempts(TRIES)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(BETWEEN_TRIES))
                .retryOnException(Line::isTheApplicationsFault)
                .build());
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(metrics);
    TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(metrics);
  }

  public Line of(Connection connection) {
    return held.compute(
            connection.key(),
            (key, known) ->
                known != null && known.changedAt().equals(connection.changedAt())
                    ? known
                    : new Held(connection.changedAt(), make(connection)))
        .line();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private Line make(Connection connection) {
    String name = connection.key().toString();
    breakers.remove(name);
    bulkheads.remove(name);
    CircuitBreaker breaker = breakers.circuitBreaker(name);
    if (connection.health().quarantinedAt() != null) {
      // another process, or this one before it was restarted, has found it failing: probe first
      breaker.transitionToOpenState();
      breaker.transitionToHalfOpenState();
    }
    return new Line(
        new Line.Limits(
            bulkheads.bulkhead(name), rates.rateLimiter(name), time, retries.retry(name), breaker),
        executor,
        settings.taskTimeout());
  }

  private record Held(Instant changedAt, Line line) {}
}
