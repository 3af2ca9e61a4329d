package dev.offboard.orchestrator.completion;

import dev.offboard.messaging.tenancy.Tenancy;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks for due work again and again, each kind on a thread of its own. An outage is said once and
/// waited out.
@Component
@ConditionalOnBooleanProperty(name = "offboard.timers.enabled", matchIfMissing = true)
final class TimerPolling implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TimerPolling.class);
  private static final long STOP_SECONDS = 10;

  private final List<Due> kinds;
  private final TimerProperties properties;
  private @Nullable ScheduledExecutorService thread;

  TimerPolling(List<Due> kinds, TimerProperties properties) {
    this.kinds = kinds;
    this.properties = properties;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newScheduledThreadPool(
            kinds.size(), Thread.ofPlatform().name("timers").daemon().factory());
    long pause = properties.pollInterval().toMillis();
    kinds.forEach(
        kind ->
            started.scheduleWithFixedDelay(
                new Polling(kind)::poll, pause, pause, TimeUnit.MILLISECONDS));
    thread = started;
  }

  private static final class Polling {
    private final Due kind;
    private boolean outage;

    Polling(Due kind) {
      this.kind = kind;
    }

    private void poll() {
      try {
        Tenancy.acrossAll(kind::fireDue);
        if (outage) {
          log.info("{} fire again", name());
          outage = false;
        }
      } catch (RuntimeException e) {
        if (!outage) {
          log.warn("{} can't fire; they are tried again until they do: {}", name(), e.toString());
          outage = true;
        }
      }
    }

    private String name() {
      return kind.getClass().getSimpleName();
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
