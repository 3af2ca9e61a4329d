package dev.offboard.local.supervision;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something that can only be asked about, no longer than a bound.
///
/// @param bound the longest wait
/// @param lookEvery how often to ask
public record Patience(Duration bound, Duration lookEvery) {
  /// Returns true as soon as the condition holds, false when it doesn't within the bound or the
  /// thread is interrupted. It is asked at least once.
  public boolean until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(lookEvery.toNanos());
    }
    return true;
  }
}
