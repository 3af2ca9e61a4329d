package dev.offboard.orchestrator.completion;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks for due timers again and again, on a thread of its own. An outage is said once and waited
/// out.
@Component
@ConditionalOnBooleanProperty(name = "offboard.timers.enabled", matchIfMissing = true)
final class TimerPolling implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TimerPolling.class);
  private static final long STOP_SECONDS = 10;

  private final Timers timers;
  private final TimerProperties properties;
  private @Nullable ScheduledExecutorService thread;
  private boolean outage;

  TimerPolling(Timers timers, TimerProperties properties) {
    this.timers = timers;
    this.properties = properties;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("timers").daemon().factory());
    long pause = properties.pollInterval().toMillis();
    started.scheduleWithFixedDelay(this::poll, pause, pause, TimeUnit.MILLISECONDS);
    thread = started;
  }

  private void poll() {
    try {
      timers.fireDue();
      if (outage) {
        log.info("timers fire again");
        outage = false;
      }
    } catch (RuntimeException e) {
      if (!outage) {
        log.warn("timers can't fire; they are tried again until they do: {}", e.toString());
        outage = true;
      }
    }
  }

  @Override
  public synchronized void stop() {
    if (thread == null) {
      return;
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
