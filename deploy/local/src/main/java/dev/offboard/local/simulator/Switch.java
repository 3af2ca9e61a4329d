package dev.offboard.local.simulator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The behaviour of one simulated application, and how often it was called.
final class Switch {
  /// Longer than anybody should wait for it.
  static final Duration LONGEST = Duration.ofMinutes(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition switched = lock.newCondition();
  private final AtomicLong requests = new AtomicLong();
  private Behaviour behaviour = Behaviour.OK;

  Behaviour behaviour() {
    lock.lock();
    try {
      return behaviour;
    } finally {
      lock.unlock();
    }
  }

  void to(Behaviour next) {
    lock.lock();
    try {
      behaviour = next;
      switched.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Counts a request; returns when it may be answered.
  void arrived() {
    requests.incrementAndGet();
    long left = LONGEST.toNanos();
    lock.lock();
    try {
      while (behaviour == Behaviour.SLOW && left > 0) {
        left = switched.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  long requests() {
    return requests.get();
  }
}
