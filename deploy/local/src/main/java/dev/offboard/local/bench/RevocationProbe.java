package dev.offboard.local.bench;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.SessionClient;
import dev.offboard.local.client.Tokens;
import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// How long after the 202 the last token of a user is refused by session-service. An open loop: a
/// probe leaves every few milliseconds whether or not the one before was answered, and a token
/// counts as refused when the answer is here.
final class RevocationProbe implements AutoCloseable {
  /// A thousand a second would be the load of the machine, not a probe of it. It makes the figure
  /// up to that much too large, never too small.
  private static final Duration PROBE_EVERY = Duration.ofMillis(4);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// A service that has just started answers slower than it is asked; more would only pile up.
  private static final int MOST_UNDER_WAY = 100;

  private final PlatformClient platform;
  private final ReasonCode reason;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  RevocationProbe(PlatformClient platform, ReasonCode reason) {
    this.platform = platform;
    this.reason = reason;
  }

  /// Offboards the user and returns what was measured.
  Measured measure(UserRef user, List<Tokens> tokens) {
    OffboardingId id = platform.offboardings().request(OffboardingRequest.now(user, reason)).id();
    Round round =
        new Round(
            platform.sessions(),
            tokens.stream().flatMap(it -> Stream.of(it.access(), it.refresh())).toList(),
            System.nanoTime());
    ScheduledFuture<?> ticking =
        ticks.scheduleAtFixedRate(round::tick, 0, PROBE_EVERY.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return new Measured(id, round.over.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new PlatformFailure(
          "%d tokens of %s are still good %d s after the 202 of offboarding %s"
              .formatted(round.live.size(), user, PATIENCE.toSeconds(), id),
          e);
    } catch (ExecutionException e) {
      throw new PlatformFailure("A probe at session-service failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformFailure("Interrupted while measuring offboarding " + id, e);
    } finally {
      ticking.cancel(false);
    }
  }

  @Override
  public void close() {
    ticks.shutdownNow();
  }

  /// An offboarding and how long it took from its 202 on.
  record Measured(OffboardingId id, Duration duration) {}

  private static final class Round {
    private final SessionClient sessions;
    private final List<String> tokens;
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final long accepted;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final CompletableFuture<Duration> over = new CompletableFuture<>();

    Round(SessionClient sessions, List<String> tokens, long accepted) {
      this.sessions = sessions;
      this.tokens = tokens;
      this.accepted = accepted;
      live.addAll(tokens);
    }

    /// Each token has its turn, so each is asked for every few milliseconds.
    private void tick() {
      String token = tokens.get(next.getAndIncrement() % tokens.size());
      if (live.contains(token) && underWay.get() < MOST_UNDER_WAY) {
        probe(token);
      }
    }

    /// A probe whose connection breaks says nothing; the next one asks again.
    private void probe(String token) {
      underWay.incrementAndGet();
      sessions
          .isActiveAsync(token)
          .whenComplete(
              (active, failure) -> {
                underWay.decrementAndGet();
                if (failure != null && !(failure.getCause() instanceof IOException)) {
                  over.completeExceptionally(failure);
                } else if (failure == null && !active) {
                  refused(token);
                }
              });
    }

    /// Once one is refused the others are asked for at once: their turn would come milliseconds
    /// later.
    private void refused(String token) {
      boolean first = live.size() == tokens.size();
      if (!live.remove(token)) {
        return;
      }
      if (live.isEmpty()) {
        over.complete(Duration.ofNanos(System.nanoTime() - accepted));
      } else if (first) {
        live.forEach(this::probe);
      }
    }
  }
}
