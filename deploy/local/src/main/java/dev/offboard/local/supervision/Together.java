package dev.offboard.local.supervision;

import java.util.List;
import java.util.function.Consumer;

/// Does the same to several things at the same time.
public final class Together {
  private Together() {}

  /// Returns when it is done for all of them, or early when the thread is interrupted.
  public static <T> void each(List<T> things, Consumer<T> action) {
    List<Thread> threads =
        things.stream().map(thing -> Thread.ofVirtual().start(() -> action.accept(thing))).toList();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
