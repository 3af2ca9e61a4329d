package dev.offboard.local.runtime;

import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.Patience;
import dev.offboard.local.supervision.ProcessName;
import dev.offboard.local.supervision.ProcessRecord;
import dev.offboard.local.supervision.SupervisedProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A platform supervised by this very program: for tests, and for commands that start a platform
/// and take it down again. It ends with this program, however that ends; killed with it, its
/// processes are stopped by the next start or `down`. Only one program at a time supervises a data
/// directory.
public final class RunningPlatform implements AutoCloseable {
  /// Longer than stopping the services and then PostgreSQL may take.
  static final Duration STOPS_WITHIN = Duration.ofSeconds(75);

  private final Platform platform;
  private final Journal journal;
  private final SupervisorLock lock;
  private final PortClaims claims;
  private final Thread stopAtExit;

  private RunningPlatform(
      Platform platform, Journal journal, SupervisorLock lock, PortClaims claims) {
    this.platform = platform;
    this.journal = journal;
    this.lock = lock;
    this.claims = claims;
    this.stopAtExit = new Thread(this::stop, "stop-platform");
  }

  /// Starts everything; returns when all of it works. What fails is stopped again before this
  /// throws.
  public static RunningPlatform start(PlatformOptions options) {
    DataDirectory data = options.data().create();
    SupervisorLock lock =
        SupervisorLock.take(data)
            .orElseThrow(
                () ->
                    new PlatformFailure(
                        "%s is supervised by another process already. Nothing was started; `offboard status` shows it"
                            .formatted(data)));
    return start(options, new ProcessName("embedding-program"), lock);
  }

  /// The same under another name, with the lock, which is given back when it fails.
  static RunningPlatform start(
      PlatformOptions options, ProcessName supervisor, SupervisorLock lock) {
    Journal journal = new Journal(options.data().journalFile(), Clock.systemUTC());
    RunningPlatform running = prepare(options, journal, lock, supervisor);
    Runtime.getRuntime().addShutdownHook(running.stopAtExit);
    try {
      running.platform.start();
      return running;
    } catch (RuntimeException e) {
      journal.record(Platform.SUBJECT, Event.Kind.FAILED, String.valueOf(e.getMessage()));
      running.close();
      throw e;
    }
  }

  private static RunningPlatform prepare(
      PlatformOptions options, Journal journal, SupervisorLock lock, ProcessName supervisor) {
    PortClaims claims = new PortClaims();
    try {
      DataDirectory data = options.data();
      data.requireRoom();
      options.distribution().requireBuilt(options.scope());
      ProcessRecord self = ProcessRecord.ofThisProcess(supervisor, STOPS_WITHIN);
      journal.record(supervisor.value(), Event.Kind.STARTED, "pid %d".formatted(self.pid()));
      Map<String, Integer> remembered = Map.of();
      Optional<PlatformRecord> last = PlatformRecord.read(data);
      if (last.isPresent()) {
        new Orphans(data, journal).end(last.get());
        remembered = last.get().ports();
      }
      Ports ports =
          new Ports(
              remembered,
              claims::take,
              (name, note) -> journal.record(name, Event.Kind.NOTE, note));
      Topology topology = Topology.choose(options, ports);
      return new RunningPlatform(
          new Platform(options, topology, journal, self), journal, lock, claims);
    } catch (RuntimeException e) {
      claims.close();
      lock.close();
      throw e;
    }
  }

  /// Where everything is.
  public Coordinates coordinates() {
    return platform.topology().coordinates();
  }

  /// Where it keeps everything; commands find it there.
  public DataDirectory data() {
    return platform.topology().data();
  }

  /// What has happened so far, newest last.
  public List<Event> events(int count) {
    return journal.last(count);
  }

  /// True when every process works just now.
  public boolean isReady() {
    return platform.isReady();
  }

  /// Waits until every process works; fails after `bound` naming those that don't.
  public void awaitReady(Duration bound) {
    if (!new Patience(bound, Duration.ofMillis(20)).until(platform::isReady)) {
      throw new PlatformFailure(
          "Not everything works after %s. The last events: %s".formatted(bound, events(10)));
    }
  }

  /// Kills a process as a crash would (SIGKILL); the supervision starts it again by itself. Returns
  /// the process id it had.
  public long kill(ProcessName name) {
    SupervisedProcess process = platform.process(name);
    ProcessRecord victim =
        process
            .current()
            .orElseThrow(() -> new PlatformFailure("%s isn't running: not killed".formatted(name)));
    victim.stillRunning().ifPresent(ProcessHandle::destroyForcibly);
    return victim.pid();
  }

  /// Waits until a process works under another process id than `previous`.
  public void awaitRestarted(ProcessName name, long previous, Duration bound) {
    SupervisedProcess process = platform.process(name);
    boolean restarted =
        new Patience(bound, Duration.ofMillis(20))
            .until(
                () ->
                    process.isReady()
                        && process.current().map(it -> it.pid() != previous).orElse(false));
    if (!restarted) {
      throw new PlatformFailure(
          "%s was not restarted within %s. The last events: %s".formatted(name, bound, events(10)));
    }
  }

  /// Publishes the outboxes and starts the connector, for a platform without services whose outbox
  /// tables somebody else has made. With services it has happened already.
  public void connectOutbox() {
    platform.connectOutbox();
  }

  /// True when this platform runs the process itself, so that it can be killed and held.
  public boolean supervises(ProcessName name) {
    return platform.supervises(name);
  }

  /// Stops one process and keeps it stopped until `release`.
  public void hold(ProcessName name) {
    platform.process(name).stop();
  }

  /// Starts a process that was held; returns when it works.
  public void release(ProcessName name) {
    SupervisedProcess process = platform.process(name);
    process.start();
    if (!new Patience(Duration.ofMinutes(2), Duration.ofMillis(20)).until(process::isReady)) {
      throw new PlatformFailure(
          "%s does not work after it was started again. The last events: %s"
              .formatted(name, events(10)));
    }
  }

  /// Stops everything; returns when every process is gone.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException e) {
      return; // this program is ending: the hook does it
    }
    stop();
  }

  private void stop() {
    platform.stop();
    journal.record(Platform.SUBJECT, Event.Kind.STOPPED, "everything is stopped");
    claims.close();
    lock.close();
  }
}
