package dev.offboard.local.bench;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingClient;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Offboards many users at once: everything is requested as fast as it is accepted, and then worked
/// off.
final class Backlog {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// So long without one more COMPLETED means that the rest won't.
  private static final Duration STALLED_AFTER = Duration.ofSeconds(60);

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private final OffboardingClient offboardings;
  private final Database database;
  private final Consumer<String> progress;
  private final AtomicLong accepted = new AtomicLong();
  private long completed;
  private long grewAt = System.nanoTime();
  private long toldAt = System.nanoTime();

  Backlog(OffboardingClient offboardings, Database database, Consumer<String> progress) {
    this.offboardings = offboardings;
    this.database = database;
    this.progress = progress;
  }

  /// Returns when all are COMPLETED, or when nothing goes on any more.
  Outcome run(List<UserRef> users, String prefix, Crowd crowd, ReasonCode reason) {
    Instant began = Instant.now();
    grewAt = System.nanoTime();
    CompletableFuture<Instant> submitted =
        CompletableFuture.supplyAsync(
            () -> {
              crowd.forEach(
                  users,
                  user -> {
                    offboardings.request(OffboardingRequest.now(user, reason));
                    accepted.incrementAndGet();
                  });
              return Instant.now();
            });
    new Patience(LONGEST, LOOK_EVERY)
        .until(() -> submitted.isCompletedExceptionally() || isOver(users.size(), prefix));
    Instant allAccepted = outcome(submitted);
    Instant last = database.lastCompleted(Population.TENANT, prefix).orElse(Instant.now());
    return new Outcome(
        completed,
        Duration.between(began, last),
        users.size() / seconds(Duration.between(began, allAccepted)));
  }

  private static Instant outcome(CompletableFuture<Instant> submitted) {
    try {
      return submitted.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private boolean isOver(int users, String prefix) {
    long now =
        database
            .states(Population.TENANT, prefix)
            .getOrDefault(OffboardingState.COMPLETED.name(), 0L);
    long at = System.nanoTime();
    if (now > completed) {
      completed = now;
      grewAt = at;
    }
    if (at - toldAt > TELL_EVERY.toNanos()) {
      toldAt = at;
      progress.accept(
          "%d of %d accepted, %d completed".formatted(accepted.get(), users, completed));
    }
    return completed == users || at - grewAt > STALLED_AFTER.toNanos();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /// What came out.
  ///
  /// @param took from the first request to the last COMPLETED, both by this machine's clock
  /// @param acceptedPerSecond how fast the requests were taken
  record Outcome(long completed, Duration took, double acceptedPerSecond) {
    double perSecond() {
      return completed / seconds(took);
    }
  }
}
