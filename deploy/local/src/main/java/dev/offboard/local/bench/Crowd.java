package dev.offboard.local.bench;

import dev.offboard.local.journal.PlatformFailure;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Several callers who work a list off together, each with one call at a time.
///
/// @param callers how many connections
/// @param patience the longest that all of it may take
record Crowd(int callers, Duration patience) {
  /// Returns when the action was done for every item; fails with the first failure, and the rest is
  /// not begun.
  <T> void forEach(List<T> items, Consumer<T> action) {
    Work<T> work = new Work<>(items.iterator());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          IntStream.range(0, callers)
              .<Future<?>>mapToObj(i -> threads.submit(() -> work.off(action)))
              .toList();
      long deadline = System.nanoTime() + patience.toNanos();
      for (Future<?> one : all) {
        await(one, deadline, work);
      }
    }
  }

  private <T> void await(Future<?> one, long deadline, Work<T> work) {
    try {
      one.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      work.stop();
      throw new PlatformFailure(
          "The calls took longer than %d s; the rest was not made".formatted(patience.toSeconds()),
          e);
    } catch (ExecutionException e) {
      work.stop();
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      work.stop();
      Thread.currentThread().interrupt();
      throw new PlatformFailure("Interrupted; the rest of the calls was not made", e);
    }
  }

  private static final class Work<T> {
    private final Iterator<T> items;
    private boolean stopped;

    Work(Iterator<T> items) {
      this.items = items;
    }

    void off(Consumer<T> action) {
      for (T item = next(); item != null; item = next()) {
        try {
          action.accept(item);
        } catch (RuntimeException e) {
          stop();
          throw e;
        }
      }
    }

    synchronized void stop() {
      stopped = true;
    }

    private synchronized @Nullable T next() {
      return stopped || !items.hasNext() ? null : items.next();
    }
  }
}
