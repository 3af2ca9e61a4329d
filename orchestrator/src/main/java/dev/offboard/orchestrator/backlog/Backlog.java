package dev.offboard.orchestrator.backlog;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What waits for a consumer.
///
/// @param position how far it was when last seen
/// @param waitsSince when it was first seen where it is now, if something waits for it; null if
///   nothing does
public record Backlog(Position position, @Nullable Instant waitsSince) {
  /// As the alert `OffboardingConsumerBehind` has it.
  private static final long MANY = 10_000;

  /// A consumer commits every half second, and a batch takes seconds at most.
  private static final Duration LONG = Duration.ofMinutes(1);

  /// Where a consumer is in all partitions that it has ever read.
  ///
  /// @param consumer its group
  /// @param read records, by its committed offsets
  /// @param waiting records that are there and not read
  public record Position(String consumer, long read, long waiting, Members members) {}

  /// Whether anybody reads for a consumer.
  public enum Members {
    SOME,
    NONE
  }

  static Backlog of(Position now, @Nullable Backlog before, Instant at) {
    if (now.waiting() == 0) {
      return new Backlog(now, null);
    }
    if (before == null || before.waitsSince() == null || before.position().read() != now.read()) {
      return new Backlog(now, at);
    }
    return new Backlog(now, before.waitsSince());
  }

  public boolean isInTrouble(Instant now) {
    return position.members() == Members.NONE || position.waiting() > MANY || isStill(now);
  }

  /// True if it has read nothing for long although something waits.
  public boolean isStill(Instant now) {
    return waitsSince != null && Duration.between(waitsSince, now).compareTo(LONG) > 0;
  }
}
