package dev.offboard.local.runtime;

import dev.offboard.audit.note.VerifierKey;
import dev.offboard.local.connect.ConnectWorker;
import dev.offboard.local.connect.ConnectorState;
import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.kafka.KafkaBroker;
import dev.offboard.local.kafka.TopicDefinition;
import dev.offboard.local.postgres.PostgresServer;
import dev.offboard.local.relay.Reconciliation;
import dev.offboard.local.relay.RelayRepair;
import dev.offboard.local.relay.Slot;
import dev.offboard.local.supervision.Health;
import dev.offboard.local.supervision.HealthProbe;
import dev.offboard.local.supervision.HttpProbe;
import dev.offboard.local.supervision.ProcessName;
import dev.offboard.local.supervision.ProcessRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A platform that lives in a data directory, seen from outside: start it so that it outlives this
/// program, look at it, stop it. Two programs may use the same one at the same time.
public final class Installation {
  private static final int EVENTS_SHOWN = 20;

  private final DataDirectory data;
  private final Distribution distribution;
  private final Journal journal;

  private Installation(DataDirectory data, Distribution distribution) {
    this.data = data;
    this.distribution = distribution;
    this.journal = new Journal(data.journalFile(), Clock.systemUTC());
  }

  /// The installation in `directory`, which need not exist yet.
  public static Installation at(Path directory) {
    return new Installation(DataDirectory.at(directory), Distribution.current());
  }

  /// Starts the platform and leaves it running; returns when all of it works. `progress` gets each
  /// event as it happens. Joins a start that is already going on.
  public UpOutcome up(Scope scope, Consumer<Event> progress) {
    DataDirectory own = data.create();
    own.requireRoom();
    distribution.requireBuilt(scope);
    return new DetachedStart(own, distribution, journal, scope, Instant.now()).run(progress);
  }

  /// Stops everything that runs here, with or without its supervisor; returns when it is gone.
  /// False when nothing was running.
  public boolean down(Consumer<Event> progress) {
    return new Shutdown(data, journal).run(progress);
  }

  /// Where everything is. Fails when nothing runs here.
  public Coordinates coordinates() {
    return runningTopology().coordinates();
  }

  private Topology runningTopology() {
    return lastStart()
        .filter(PlatformRecord::isSupervised)
        .map(it -> it.topology(data, distribution))
        .orElseThrow(
            () ->
                new PlatformFailure(
                    "No platform runs in %s. Start it with `offboard up`".formatted(data)));
  }

  /// Runs another main class of a service's program to its end, on the database that runs here, and
  /// returns what it printed.
  public List<String> runTool(Service service, String mainClass, List<String> arguments) {
    ServiceProcess program =
        new ServiceProcess(service, runningTopology(), PlatformOptions.of(data, Scope.PLATFORM));
    try {
      Process process = program.tool(mainClass, arguments).start();
      List<String> lines = process.inputReader().lines().toList();
      int exit = process.waitFor();
      if (exit != 0) {
        throw new PlatformFailure(
            "%s ended with %d:%n%s"
                .formatted(mainClass, exit, String.join(System.lineSeparator(), lines)));
      }
      return lines;
    } catch (IOException e) {
      throw new PlatformFailure("%s can't be started (%s)".formatted(mainClass, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformFailure("Interrupted while %s ran".formatted(mainClass), e);
    }
  }

  /// Asks every part how it is.
  public PlatformStatus status() {
    Optional<PlatformRecord> last = lastStart();
    if (last.isEmpty()) {
      return new PlatformStatus(
          data,
          OptionalLong.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }
    PlatformRecord record = last.get();
    Topology topology = record.topology(data, distribution);
    boolean publishes = record.scope() == Scope.PLATFORM;
    RelayRepair relay = topology.relay();
    Optional<ConnectorState> connector =
        publishes ? Optional.of(relay.connector().state()) : Optional.empty();
    Optional<Slot.State> slot = publishes ? Optional.of(relay.slotState()) : Optional.empty();
    return new PlatformStatus(
        data,
        record.isSupervised() && record.supervisor() != null
            ? OptionalLong.of(record.supervisor().pid())
            : OptionalLong.empty(),
        processes(record, topology),
        connector,
        slot,
        Optional.of(topology.coordinates()),
        journal.last(EVENTS_SHOWN));
  }

  /// Puts its relay right and publishes again what a consumer has missed. Everything that was done
  /// is also an event. Fails when nothing runs here.
  ///
  /// @param grace younger messages are under way, not missed
  public Reconciliation.Outcome reconcile(Duration grace, Consumer<String> progress) {
    Topology topology = runningTopology();
    RelayRepair relay = topology.relay();
    return new Reconciliation(
            new Reconciliation.Relay(
                relay.database(),
                topology.kafkaAccess(),
                relay.connector(),
                TopicDefinition.read(distribution.topics())),
            sentence -> {
              journal.record(OutboxConnector.NAME, Event.Kind.DONE, sentence);
              progress.accept(sentence);
            })
        .run(grace);
  }

  /// Its relay, to look at it or to mend it. Fails when nothing runs here.
  public RelayRepair relay() {
    return runningTopology().relay();
  }

  /// The process of that name, unless it is between two runs.
  public Optional<ProcessHandle> running(ProcessName name) {
    return lastStart().stream()
        .flatMap(it -> it.processes().stream())
        .filter(it -> it.name().equals(name))
        .findFirst()
        .flatMap(ProcessRecord::stillRunning);
  }

  /// Its data directory.
  public DataDirectory data() {
    return data;
  }

  /// Where the bearer token of the services is kept.
  public Path tokenFile() {
    return new Secrets(data).tokenFile();
  }

  /// With which everything that its audit log says is verified.
  public VerifierKey auditKey() {
    return new SigningKeyFile(data.signer()).verifier();
  }

  /// The checkpoint of its audit log that was signed last, as the signer wrote it down.
  public Optional<String> lastSigned() {
    return new SigningKeyFile(data.signer()).lastSigned();
  }

  private Optional<PlatformRecord> lastStart() {
    return PlatformRecord.read(data);
  }

  private List<ProcessStatus> processes(PlatformRecord record, Topology topology) {
    Map<ProcessName, ProcessRecord> running = new LinkedHashMap<>();
    record.processes().stream()
        .filter(it -> it.stillRunning().isPresent())
        .forEach(it -> running.put(it.name(), it));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<ProcessStatus>> all = new ArrayList<>();
      probes(topology)
          .forEach(
              (name, endpoint) ->
                  all.add(
                      CompletableFuture.supplyAsync(
                          () -> look(name, endpoint, Optional.ofNullable(running.get(name))),
                          threads)));
      return all.stream().map(CompletableFuture::join).toList();
    }
  }

  private static ProcessStatus look(
      ProcessName name, Endpoint endpoint, Optional<ProcessRecord> running) {
    return running
        .map(
            it ->
                new ProcessStatus(
                    name, OptionalLong.of(it.pid()), endpoint.url(), endpoint.probe().probe()))
        .orElseGet(
            () ->
                new ProcessStatus(
                    name, OptionalLong.empty(), endpoint.url(), Health.down("not running")));
  }

  private static Map<ProcessName, Endpoint> probes(Topology topology) {
    Map<ProcessName, Endpoint> all = new LinkedHashMap<>();
    String jdbcUrl = topology.superuser().jdbcUrl("postgres");
    all.put(PostgresServer.NAME, new Endpoint(jdbcUrl, topology.superuser()));
    all.put(
        KafkaBroker.NAME,
        new Endpoint(topology.kafkaAccess().bootstrapServers(), topology.kafka().probe()));
    all.put(
        ConnectWorker.NAME,
        new Endpoint(topology.connect().url().toString(), topology.connect().probe()));
    if (topology.scope() == Scope.PLATFORM) {
      for (Service service : Service.values()) {
        all.put(
            service.process(),
            new Endpoint(
                topology.url(service).toString(),
                new HttpProbe(topology.actuatorUrl(service).resolve("/actuator/health"))));
      }
    }
    return all;
  }

  private record Endpoint(String url, HealthProbe probe) {}
}
