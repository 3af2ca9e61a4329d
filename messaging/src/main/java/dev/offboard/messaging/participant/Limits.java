package dev.offboard.messaging.participant;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Makes the limits of a participant, one for each priority.
final class Limits {
  /// Giving back and sealing hurt nobody.
  private static final Set<Phase> TAKING = EnumSet.of(Phase.REVOKE, Phase.ERASE, Phase.WITHDRAW);

  /// Those who wait are asked about again and again; one line in the log says it for a while.
  private static final Duration TOLD_FOR = Duration.ofMinutes(1);

  private final LimitProperties properties;
  private final Counts counts;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final AtomicReference<Instant> toldUntil = new AtomicReference<>(Instant.MIN);

  Limits(LimitProperties properties, Counts counts, MeterRegistry metrics, Clock clock) {
    this.properties = properties;
    this.counts = counts;
    this.metrics = metrics;
    this.clock = clock;
  }

  Limit of(BatchParticipant participant, Priority priority) {
    return new Limit(
        participant.name(), priority, participant.holdsAccess() ? TAKING : Set.of(), this);
  }

  LimitProperties properties() {
    return properties;
  }

  Counts counts() {
    return counts;
  }

  MeterRegistry metrics() {
    return metrics;
  }

  /// Whether it is time to say that a limit was reached.
  boolean isToldNow() {
    Instant now = clock.instant();
    Instant until = toldUntil.get();
    return !now.isBefore(until) && toldUntil.compareAndSet(until, now.plus(TOLD_FOR));
  }
}
