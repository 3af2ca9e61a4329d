package dev.offboard.local.journal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Passes on what is recorded while it is open, so that a long wait is seen to move. Closing it
/// passes on the rest.
public final class JournalFollower implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Journal journal;
  private final Consumer<Event> progress;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("follow-journal").factory());
  private long position;

  /// Follows from now on.
  public JournalFollower(Journal journal, Consumer<Event> progress) {
    this.journal = journal;
    this.progress = progress;
    this.position = journal.length();
    clock.scheduleWithFixedDelay(
        this::pass, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void pass() {
    Journal.Page page = journal.since(position);
    position = page.next();
    page.events().forEach(progress);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    pass();
  }
}
