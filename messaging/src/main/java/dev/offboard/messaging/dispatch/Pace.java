package dev.offboard.messaging.dispatch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// How long a consumer lets messages gather. A message that comes alone is handled at once; a batch
/// in which many came together is a sign of more to come, and those are handled together: a
/// transaction for hundreds costs little more than one for ten, so the machine does several times
/// as much. Nagle's rule for transactions (compare RFC 896): wait only while there is company.
final class Pace {
  /// More than all participants say about one offboarding at one time.
  private static final int COMPANY = 8;

  /// Not felt in a backlog of seconds, and long enough for a hundred to gather.
  private static final Duration GATHERING = Duration.ofMillis(150);

  private Pace() {}

  /// Call it after a batch of so many `messages`, begun at `beganNanos`; returns when the next
  /// should be fetched.
  ///
  /// @param anyway how long they gather even if few come
  static void keep(int messages, long beganNanos, Duration anyway) {
    long until = beganNanos + (messages <= COMPANY ? anyway : GATHERING).toNanos();
    for (long left = until - System.nanoTime();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
