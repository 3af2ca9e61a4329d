package dev.offboard.messaging.outbox;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// UUIDs of version 7 (RFC 9562, section 5.7), each greater than the one before in this process: in
/// their order the rows of an outbox were written. Made here and not by the database, because the
/// code that authenticates a message covers its id.
final class MessageIds {
  /// The 12 bits beside the version count within a millisecond (method 1 of section 6.2).
  private static final int COUNTER_BITS = 12;

  private static final long COUNTER = (1L << COUNTER_BITS) - 1;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM = 0x3fff_ffff_ffff_ffffL;

  private static final SecureRandom random = new SecureRandom();

  /// Milliseconds and counter as one number: a counter that is full goes on in the next
  /// millisecond.
  private static final AtomicLong last = new AtomicLong();

  private MessageIds() {}

  static UUID next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    long position = last.updateAndGet(before -> Math.max(before + 1, now));
    long high = (position >>> COUNTER_BITS) << 16 | VERSION_7 | (position & COUNTER);
    return new UUID(high, VARIANT | (random.nextLong() & RANDOM));
  }
}
