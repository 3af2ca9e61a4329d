package dev.offboard.audit.distribution;

import dev.offboard.audit.checkpoint.Checkpoints;
import dev.offboard.audit.checkpoint.Issuer;
import dev.offboard.audit.log.LogTree;
import dev.offboard.messaging.chassis.RepeatedTask;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Every witness and every place on a thread of its own, so that a slow one delays no other.
@Component
@ConditionalOnBooleanProperty(name = "offboard.checkpoints.enabled", matchIfMissing = true)
final class Distribution implements SmartLifecycle {
  private final DistributionProperties properties;
  private final Issuer issuer;
  private final List<Witness> witnesses;
  private final List<Publication> places;
  private final List<RepeatedTask> tasks = new ArrayList<>();

  Distribution(
      DistributionProperties properties, Issuer issuer, Checkpoints checkpoints, LogTree tree) {
    this.properties = properties;
    this.issuer = issuer;
    Calls calls = new Calls(properties.timeout());
    this.witnesses =
        properties.witnesses().stream()
            .map(it -> new Witness(it, calls, checkpoints, tree))
            .toList();
    this.places =
        properties.publishTo().stream().map(it -> new Publication(it, calls, checkpoints)).toList();
  }

  /// Only an instance that signs: what others would send is the same.
  @Override
  public synchronized void start() {
    if (!issuer.signs()) {
      return;
    }
    witnesses.forEach(it -> repeat("witness " + it.name(), it::cosignLatest));
    places.forEach(it -> repeat("publication to " + it, it::publishLatest));
  }

  /// What may not be published may not be cosigned either.
  private void repeat(String name, Runnable task) {
    tasks.add(
        RepeatedTask.start(
            name,
            properties.interval(),
            () -> {
              if (issuer.mayPublish()) {
                task.run();
              }
            }));
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
