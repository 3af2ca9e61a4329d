package dev.offboard.local.bench;

/// What the platform had used up at one moment, since ever.
record Meter(long commits, long records, long cpuMillis, long walBytes) {
  Meter withCommits(long known) {
    return new Meter(known, records, cpuMillis, walBytes);
  }

  /// What was used between `earlier` and this, for each of so many offboardings.
  Cost since(Meter earlier, int offboardings) {
    double n = offboardings;
    return new Cost(
        (commits - earlier.commits) / n,
        (records - earlier.records) / n,
        (cpuMillis - earlier.cpuMillis) / n,
        (walBytes - earlier.walBytes) / n);
  }

  /// What one offboarding costs.
  ///
  /// @param commits transactions, of all services together
  /// @param records written to Kafka
  /// @param coreMs time of one processor core, of all processes together
  /// @param walBytes of PostgreSQL's write-ahead log
  record Cost(double commits, double records, double coreMs, double walBytes) {}
}
