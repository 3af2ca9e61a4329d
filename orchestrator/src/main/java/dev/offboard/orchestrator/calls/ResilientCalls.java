package dev.offboard.orchestrator.calls;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/// HTTP calls to one service that give up in time, are tried again once or twice after a hiccup,
/// and leave a service alone that keeps failing. For reads only: a call may reach the service
/// twice.
public final class ResilientCalls implements AutoCloseable {
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int TRIES = 3;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
  private static final int CALLS_LOOKED_AT = 20;
  private static final float FAILURES_THAT_OPEN_PERCENT = 50;

  /// Short, because somebody waits.
  private static final Duration LEFT_ALONE = Duration.ofSeconds(2);

  private final HttpClient client;
  private final ExecutorService executor;
  private final TimeLimiter total;
  private final CircuitBreaker breaker;
  private final Retry retry;

  /// @param service what its metrics are named after
  /// @param callTimeout for connecting
  /// @param totalTimeout for all tries of one call together
  public ResilientCalls(
      String service, Duration callTimeout, Duration totalTimeout, MeterRegistry metrics) {
    this.executor = Executors.newVirtualThreadPerTaskExecutor();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(callTimeout)
            .executor(executor)
            .build();
    this.total = TimeLimiter.of(totalTimeout);
    CircuitBreakerRegistry breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_LOOKED_AT)
                .minimumNumberOfCalls(CALLS_LOOKED_AT)
                .failureRateThreshold(FAILURES_THAT_OPEN_PERCENT)
                .waitDurationInOpenState(LEFT_ALONE)
                .build());
    RetryRegistry retries =
        RetryRegistry.of(
            RetryConfig.custom()
                .maxAttempts(TRIES)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(BETWEEN_TRIES))
                .retryExceptions(IOException.class)
                .build());
    this.breaker = breakers.circuitBreaker(service);
    this.retry = retries.retry(service);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(metrics);
    TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(metrics);
  }

  /// @throws IOException if the service fails, also at the last try
  /// @throws TimeoutException if all tries together take too long
  public HttpResponse<String> send(HttpRequest request) throws IOException, TimeoutException {
    Callable<HttpResponse<String>> tries =
        Retry.decorateCallable(
            retry, CircuitBreaker.decorateCallable(breaker, () -> once(request)));
    try {
      return total.executeFutureSupplier(() -> executor.submit(tries));
    } catch (IOException | TimeoutException | RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; the process is about to stop", e);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private HttpResponse<String> once(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= FIRST_SERVER_ERROR) {
      throw new IOException("status " + response.statusCode());
    }
    return response;
  }

  @Override
  public void close() {
    client.close();
    executor.close();
  }
}
