package dev.offboard.orchestrator.completion;

import dev.offboard.messaging.chassis.RepeatedTask;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks for due work again and again, each kind on a thread of its own.
@Component
@ConditionalOnBooleanProperty(name = "offboard.timers.enabled", matchIfMissing = true)
final class TimerPolling implements SmartLifecycle {
  private final List<Due> kinds;
  private final TimerProperties properties;
  private final List<RepeatedTask> tasks = new ArrayList<>();

  TimerPolling(List<Due> kinds, TimerProperties properties) {
    this.kinds = kinds;
    this.properties = properties;
  }

  @Override
  public synchronized void start() {
    kinds.forEach(
        kind ->
            tasks.add(
                RepeatedTask.start(
                    "timers of " + kind.getClass().getSimpleName(),
                    properties.pollInterval(),
                    kind::fireDue)));
  }

  @Override
  public synchronized void stop() {
    RepeatedTask.close(tasks);
    tasks.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !tasks.isEmpty();
  }
}
