package dev.offboard.local.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Durations that were measured, each on its own.
final class Samples {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] sorted;

  /// @throws IllegalArgumentException when there is none
  Samples(List<Duration> durations) {
    if (durations.isEmpty()) {
      throw new IllegalArgumentException("no sample (expected: at least 1)");
    }
    this.sorted = durations.stream().mapToLong(Duration::toNanos).toArray();
    Arrays.sort(sorted);
  }

  int size() {
    return sorted.length;
  }

  double p50() {
    return percentile(50);
  }

  double p99() {
    return percentile(99);
  }

  double max() {
    return percentile(100);
  }

  /// By nearest rank, so it is a value that was measured; in milliseconds.
  double percentile(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
  }
}
