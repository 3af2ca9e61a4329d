package dev.offboard.orchestrator.notification;

import dev.offboard.messaging.chassis.RepeatedTask;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks for what is to be sent again and again, and for what nobody asks for any more.
@Component
@ConditionalOnBooleanProperty(name = "offboard.timers.enabled", matchIfMissing = true)
final class DeliveryTimer implements SmartLifecycle {
  /// People read mails minutes later.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private final Delivery delivery;
  private final DeliveryRows rows;
  private final Notifications notifications;
  private List<RepeatedTask> tasks = List.of();

  DeliveryTimer(Delivery delivery, DeliveryRows rows, Notifications notifications) {
    this.delivery = delivery;
    this.rows = rows;
    this.notifications = notifications;
  }

  @Override
  public synchronized void start() {
    if (!notifications.areOff()) {
      tasks =
          List.of(
              RepeatedTask.start("notifications", PAUSE, delivery::deliverDue),
              RepeatedTask.start("old notifications", FORGET_EVERY, rows::forgetOld));
    }
  }

  @Override
  public synchronized void stop() {
    RepeatedTask.close(tasks);
    tasks = List.of();
  }

  @Override
  public synchronized boolean isRunning() {
    return !tasks.isEmpty();
  }
}
