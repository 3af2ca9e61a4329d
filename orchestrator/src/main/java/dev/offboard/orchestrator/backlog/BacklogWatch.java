package dev.offboard.orchestrator.backlog;

import dev.offboard.messaging.chassis.RepeatedTask;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks again and again while the application runs, on a thread of its own: a broker that hangs
/// holds up nothing else.
@Component
@ConditionalOnProperty(name = "offboard.consumers.enabled", matchIfMissing = true)
final class BacklogWatch implements SmartLifecycle {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Backlogs backlogs;
  private final KafkaProperties kafka;
  private final Clock clock;
  private @Nullable KafkaPositions positions;
  private @Nullable RepeatedTask task;

  BacklogWatch(Backlogs backlogs, KafkaProperties kafka, Clock clock) {
    this.backlogs = backlogs;
    this.kafka = kafka;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    KafkaPositions asked = new KafkaPositions(kafka.buildAdminProperties());
    positions = asked;
    task =
        RepeatedTask.start(
            "backlog-watch", PAUSE, () -> backlogs.saw(asked.all(), clock.instant()));
  }

  @Override
  public synchronized void stop() {
    RepeatedTask running = task;
    KafkaPositions asked = positions;
    if (running != null && asked != null) {
      running.close();
      asked.close();
    }
    task = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return task != null;
  }
}
