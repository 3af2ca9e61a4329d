package dev.offboard.orchestrator.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The time of one world; moves when it is told to.
final class VirtualClock extends Clock {
  private Instant now = Instant.parse("2026-11-23T08:00:00Z");

  void advance(Duration by) {
    now = now.plus(by);
  }

  void advanceTo(Instant later) {
    if (later.isAfter(now)) {
      now = later;
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
