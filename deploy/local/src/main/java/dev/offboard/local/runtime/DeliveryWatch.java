package dev.offboard.local.runtime;

import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.delivery.Deliveries;
import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.postgres.DatabaseView;
import dev.offboard.local.postgres.OffboardDatabase;
import dev.offboard.local.postgres.SuperuserAccess;
import dev.offboard.local.supervision.ProcessName;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notices messages that a consumer should have handled long ago, whatever the reason: records that
/// were deleted, a consumer group that was moved, a slot that skipped something. Has `offboard
/// reconcile` publish them again, in a process of its own, because that needs a Kafka client's
/// memory. Harmless if they were only late.
final class DeliveryWatch implements AutoCloseable {
  private static final ProcessName NAME = new ProcessName("reconcile");

  /// Longer than a restart of everything takes; a consumer that works is done within a second.
  private static final Duration OVERDUE = Duration.ofMinutes(2);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
  private static final Duration RECONCILE_PATIENCE = Duration.ofMinutes(10);

  /// If nothing came of it, somebody must look first: more and more seldom.
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(2);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
  private static final List<String> FLAGS = List.of("-Xmx192m", "-XX:TieredStopAtLevel=1");

  private final Topology topology;
  private final Journal journal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch-deliveries").factory());
  private long overdueBefore;
  private Duration pause = FIRST_PAUSE;
  private Instant notBefore = Instant.EPOCH;
  private volatile @Nullable Process reconciling;

  DeliveryWatch(Topology topology, Journal journal) {
    this.topology = topology;
    this.journal = journal;
  }

  /// Nothing to watch where no service consumes, or where the servers are somebody else's.
  void start() {
    if (topology.scope() == Scope.PLATFORM && topology.external().isEmpty()) {
      clock.scheduleWithFixedDelay(
          this::lookSafely, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void lookSafely() {
    try {
      look();
    } catch (IllegalStateException | UncheckedIOException e) {
      overdueBefore = 0; // the database is away: its own supervision says so
    }
  }

  private void look() {
    long overdue = overdue();
    boolean again = overdue > 0 && overdueBefore > 0;
    overdueBefore = overdue;
    if (overdue == 0) {
      pause = FIRST_PAUSE;
    } else if (again && Instant.now().isAfter(notBefore)) {
      journal.record(
          OutboxConnector.NAME,
          Event.Kind.NOTE,
          "%d messages were not handled for more than %d s: late, lost or set aside. Reconciling; see deploy/runbooks/topic-truncated.md"
              .formatted(overdue, OVERDUE.toSeconds()));
      reconcile();
      notBefore = Instant.now().plus(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private long overdue() {
    SuperuserAccess access = topology.superuser();
    try (DatabaseView database =
        new DatabaseView(access.jdbcUrl(OffboardDatabase.NAME), access.user(), access.password())) {
      return Deliveries.overdue(database, OVERDUE);
    }
  }

  private void reconcile() {
    Path log = topology.data().log(NAME);
    List<String> command =
        topology
            .java()
            .of(
                NAME,
                FLAGS,
                List.of(
                    "-Doffboard.home=%s".formatted(topology.distribution().root()),
                    "dev.offboard.local.Offboard",
                    "reconcile",
                    "--data",
                    topology.data().toString()));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(topology.java().folder().toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      reconciling = process;
      if (!process.waitFor(RECONCILE_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reconcile can't be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    Process process = reconciling;
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
