package dev.offboard.entitlement.task;

import dev.offboard.entitlement.connection.ApplicationSettings;
import dev.offboard.entitlement.connection.Connection;
import dev.offboard.entitlement.connection.Connections;
import dev.offboard.entitlement.connection.Secret;
import dev.offboard.entitlement.connector.Call;
import dev.offboard.entitlement.connector.CallFailed;
import dev.offboard.entitlement.connector.Calls;
import dev.offboard.entitlement.connector.Line;
import dev.offboard.entitlement.connector.Outcome;
import dev.offboard.messaging.tenancy.Tenancy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One task from the lease to the outcome: the call outside of any transaction, what came of it in
/// a new one. If this dies in between, the call is made again with the same idempotency key.
@Component
final class TaskRun {
  private static final Logger log = LoggerFactory.getLogger(TaskRun.class);
  private static final int MOST_DOUBLINGS = 20;

  /// So that tasks that failed together don't come back together.
  private static final double JITTER = 0.2;

  private static final Duration SOON = Duration.ofSeconds(1);

  /// Of a pool of twelve that announcements and requests need too.
  private static final int CONNECTIONS_AT_ONCE = 6;

  private final Semaphore database = new Semaphore(CONNECTIONS_AT_ONCE);
  private final Calls calls;
  private final Connections connections;
  private final Leases leases;
  private final TaskOutcomes outcomes;
  private final ApplicationSettings settings;

  TaskRun(
      Calls calls,
      Connections connections,
      Leases leases,
      TaskOutcomes outcomes,
      ApplicationSettings settings) {
    this.calls = calls;
    this.connections = connections;
    this.leases = leases;
    this.outcomes = outcomes;
    this.settings = settings;
  }

  void run(Leased task, Connection connection, Line line) {
    try {
      Secret secret = inTurn(() -> connections.secret(connection.key())).orElse(null);
      if (secret == null) {
        return; // put as manual meanwhile; the lease runs out
      }
      Call call = new Call(connection, secret, task.step(), () -> require(task));
      Outcome outcome = calls.perform(line, call);
      inTurn(() -> succeeded(task, outcome));
    } catch (CallFailed e) {
      inTurn(() -> failed(task, line, e));
    } catch (RuntimeException e) {
      log.error(
          "task {} of {} in application {}: its outcome cannot be written down ({}); it is called"
              + " again when its lease is over",
          task.id(),
          task.key(),
          task.application(),
          e.getClass().getName());
    }
  }

  private boolean succeeded(Leased task, Outcome outcome) {
    if (connections.works(task.application())) {
      log.info("application {} works again; all its open tasks are tried now", task.application());
      leases.hurry(task.application());
    }
    outcomes.done(task, outcome);
    return true;
  }

  private boolean failed(Leased task, Line line, CallFailed failure) {
    Connection.Key application = task.application();
    switch (failure.fault()) {
      case APPLICATION -> {
        connections.fails(application, failure.reason());
        if (line.isQuarantined()) {
          connections.quarantine(application);
        }
      }
      case DISABLED -> connections.disable(application, failure.reason());
      case TASK, SUPERSEDED, NONE -> {}
    }
    Duration pause = pauseAfter(task, failure);
    log.warn(
        "task {} of {} in application {} is not done: it {}; tried again in {} ms,"
            + " see deploy/runbooks/application-in-trouble.md",
        task.id(),
        task.key(),
        application,
        failure.reason(),
        pause.toMillis());
    outcomes.failed(task, failure, pause);
    return true;
  }

  private void require(Leased task) throws CallFailed {
    if (!inTurn(() -> leases.stands(task))) {
      throw CallFailed.superseded();
    }
  }

  /// However many calls end at the same time.
  private <T> T inTurn(Supplier<T> work) {
    database.acquireUninterruptibly();
    try {
      return Tenancy.askAcrossAll(work::get);
    } finally {
      database.release();
    }
  }

  /// Doubled with every failure in a row, with some jitter, and not before the application asked.
  private Duration pauseAfter(Leased task, CallFailed failure) {
    Duration pause =
        switch (failure.fault()) {
          case NONE, SUPERSEDED -> SOON;
          case APPLICATION, TASK, DISABLED ->
              settings.firstPause().multipliedBy(1L << Math.min(task.failures(), MOST_DOUBLINGS));
        };
    Duration asked = failure.retryAfter();
    if (asked != null && asked.compareTo(pause) > 0) {
      pause = asked;
    }
    // what fails by its application's fault is what that is probed with
    Duration longest =
        failure.fault() == CallFailed.Fault.APPLICATION
            ? settings.longestQuarantine()
            : settings.longestPause();
    if (pause.compareTo(longest) > 0) {
      pause = longest;
    }
    double jitter = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
    return Duration.ofMillis((long) (pause.toMillis() * jitter));
  }
}
