package dev.offboard.local.runtime;

import dev.offboard.local.journal.PlatformFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The steps of one start, side by side where nothing forbids it. The first that fails fails the
/// whole at once; the others are left to whoever stops what they started.
///
/// @param patience the longest that all of them together may take
/// @param late what to say when they take longer
record Steps(Executor threads, Duration patience, Supplier<PlatformFailure> late) {
  Steps(Duration patience, Supplier<PlatformFailure> late) {
    this(Executors.newVirtualThreadPerTaskExecutor(), patience, late);
  }

  /// Begins a step now.
  CompletableFuture<Void> begin(Runnable step) {
    return CompletableFuture.runAsync(step, threads);
  }

  /// Begins a step when all of `before` are done.
  CompletableFuture<Void> beginAfter(Runnable step, CompletableFuture<?>... before) {
    return CompletableFuture.allOf(before).thenRunAsync(step, threads);
  }

  /// Waits until all steps are done; fails with the first failure among them.
  void await(List<CompletableFuture<Void>> steps) {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new))
        .whenComplete((ignored, failure) -> complete(outcome, failure));
    for (CompletableFuture<Void> step : steps) {
      step.whenComplete(
          (ignored, failure) -> {
            if (failure != null) {
              complete(outcome, failure);
            }
          });
    }
    try {
      outcome.orTimeout(patience.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  private static void complete(CompletableFuture<Void> outcome, @Nullable Throwable failure) {
    if (failure == null) {
      outcome.complete(null);
    } else {
      outcome.completeExceptionally(failure);
    }
  }

  private PlatformFailure failure(CompletionException e) {
    Throwable cause = e;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case TimeoutException ignored -> late.get();
      case PlatformFailure known -> known;
      default -> new PlatformFailure(cause.toString(), cause);
    };
  }
}
