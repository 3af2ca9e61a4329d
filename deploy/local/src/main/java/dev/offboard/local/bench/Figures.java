package dev.offboard.local.bench;

import dev.offboard.local.bench.Meter.Cost;

/// The last line of `bench --json`. Field names are an interface.
record Figures(
    Percentiles revokedMs,
    Percentiles confirmedMs,
    Percentiles completedMs,
    double offboardingsPerSecond,
    PerOffboarding perOffboarding,
    double idleRssMb,
    double loadAverage,
    long fdatasyncPerSecond) {

  /// In milliseconds.
  record Percentiles(double p50, double p99) {
    static Percentiles of(Samples samples) {
      return new Percentiles(rounded(samples.p50()), rounded(samples.p99()));
    }
  }

  /// See [Cost].
  record PerOffboarding(double commits, double records, double coreMs, double walBytes) {
    static PerOffboarding of(Cost cost) {
      return new PerOffboarding(
          rounded(cost.commits()),
          rounded(cost.records()),
          rounded(cost.coreMs()),
          rounded(cost.walBytes()));
    }
  }

  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
