package dev.offboard.audit.checkpoint;

import dev.offboard.messaging.chassis.RepeatedTask;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks for news again and again, so that many appends make one checkpoint.
@Component
@ConditionalOnBooleanProperty(name = "offboard.checkpoints.enabled", matchIfMissing = true)
final class IssuingTimer implements SmartLifecycle {
  private final Issuer issuer;
  private final Duration pause;
  private @Nullable RepeatedTask task;

  IssuingTimer(Issuer issuer, CheckpointProperties properties) {
    this.issuer = issuer;
    this.pause = properties.interval();
  }

  @Override
  public synchronized void start() {
    task = RepeatedTask.start("checkpoints", pause, issuer::signNews);
  }

  @Override
  public synchronized void stop() {
    if (task != null) {
      task.close();
      task = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return task != null;
  }
}
