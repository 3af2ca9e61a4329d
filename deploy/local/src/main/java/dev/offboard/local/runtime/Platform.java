package dev.offboard.local.runtime;

import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.journal.Event;
import dev.offboard.local.journal.Journal;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.kafka.KafkaBroker;
import dev.offboard.local.kafka.TopicDefinition;
import dev.offboard.local.kafka.Topics;
import dev.offboard.local.postgres.PostgresServer;
import dev.offboard.local.supervision.JavaCommand;
import dev.offboard.local.supervision.ProcessName;
import dev.offboard.local.supervision.ProcessRecord;
import dev.offboard.local.supervision.ProcessSpec;
import dev.offboard.local.supervision.SupervisedProcess;
import dev.offboard.local.supervision.Together;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The processes of one start, in the order of what leans on what: PostgreSQL and Kafka side by
/// side; then Connect and the services; then the publication and the connector. Each is supervised
/// from its start on.
final class Platform {
  /// What events about the whole are recorded under.
  static final String SUBJECT = "platform";

  /// A cold start takes half a minute on two cores, and three on two cores that do much else.
  private static final Duration START_PATIENCE = Duration.ofMinutes(6);

  private static final Duration CACHE_PATIENCE = Duration.ofMinutes(5);
  private static final short ONE_BROKER = 1;

  private final PlatformOptions options;
  private final Topology topology;
  private final Journal journal;
  private final @Nullable ProcessRecord supervisor;
  private final Map<ProcessName, SupervisedProcess> processes = new ConcurrentHashMap<>();
  private final Steps steps = new Steps(START_PATIENCE, this::late);
  private final ConnectorWatch connectorWatch;
  private final DeliveryWatch deliveryWatch;
  private volatile boolean ready;
  private volatile boolean stopping;

  /// @param supervisor this process, if it is a supervisor of its own
  Platform(
      PlatformOptions options,
      Topology topology,
      Journal journal,
      @Nullable ProcessRecord supervisor) {
    this.options = options;
    this.topology = topology;
    this.journal = journal;
    this.supervisor = supervisor;
    this.connectorWatch = new ConnectorWatch(topology.relay(), journal);
    this.deliveryWatch = new DeliveryWatch(topology, journal);
  }

  /// Starts everything of the scope; returns when all of it works, fails when something can't be
  /// made to.
  void start() {
    long began = System.nanoTime();
    remember();
    CompletableFuture<Void> database = steps.begin(this::startDatabase);
    CompletableFuture<Void> broker = steps.begin(this::startBroker);
    CompletableFuture<Void> relay = steps.beginAfter(this::startRelay, broker);
    if (options.scope() == Scope.PLATFORM) {
      CompletableFuture<Void> services = steps.beginAfter(this::startServices, database, broker);
      CompletableFuture<Void> outbox = steps.beginAfter(this::connectOutbox, services, relay);
      steps.await(List.of(database, broker, relay, services, outbox));
    } else {
      steps.await(List.of(database, broker, relay));
    }
    ready = true;
    remember();
    double seconds = (System.nanoTime() - began) / 1e9;
    journal.record(
        SUBJECT, Event.Kind.READY, String.format(Locale.ROOT, "everything after %.1f s", seconds));
  }

  /// Stops everything in reverse order; returns when every process is gone.
  void stop() {
    stopping = true;
    ready = false;
    connectorWatch.close();
    deliveryWatch.close();
    stopAll(name -> !isFoundation(name));
    stopAll(Platform::isFoundation);
    remember();
  }

  Topology topology() {
    return topology;
  }

  /// The supervised process of that name.
  SupervisedProcess process(ProcessName name) {
    return Optional.ofNullable(processes.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No process %s in %s (known: %s)"
                        .formatted(name, topology.data(), processes.keySet())));
  }

  boolean supervises(ProcessName name) {
    return processes.containsKey(name);
  }

  /// True when every process that was started works.
  boolean isReady() {
    return ready && processes.values().stream().allMatch(SupervisedProcess::isReady);
  }

  private void startDatabase() {
    if (topology.external().isEmpty()) {
      startAndAwait(() -> topology.postgres(options.postgresBinaries()).prepare());
    }
    topology.database().bootstrap(new Secrets(topology.data()).bootstrapVariables());
    journal.record(PostgresServer.NAME.value(), Event.Kind.DONE, "roles and schemas are there");
  }

  private void startBroker() {
    if (topology.external().isEmpty()) {
      startAndAwait(() -> topology.kafka().prepare());
      return; // it makes the topics itself
    }
    List<TopicDefinition> topics = TopicDefinition.read(topology.distribution().topics());
    int made = new Topics(topology.kafkaAccess(), ONE_BROKER).create(topics);
    journal.record(
        KafkaBroker.NAME.value(),
        Event.Kind.DONE,
        "%d topics are there, %d of them new".formatted(topics.size(), made));
  }

  private void startRelay() {
    startAndAwait(() -> topology.connect().prepare());
  }

  private void startServices() {
    steps.await(
        Stream.of(Service.values()).map(it -> steps.begin(() -> startService(it))).toList());
  }

  private void startService(Service service) {
    startAndAwait(() -> new ServiceProcess(service, topology, options).prepare());
  }

  void connectOutbox() {
    topology.database().publish();
    journal.record(PostgresServer.NAME.value(), Event.Kind.DONE, "the outboxes are published");
    topology.relay().connector().register();
    journal.record(OutboxConnector.NAME, Event.Kind.READY, "the connector runs");
    connectorWatch.start();
    deliveryWatch.start();
  }

  private void startAndAwait(Supplier<ProcessSpec> prepare) {
    ProcessSpec spec = bounded(prepare.get());
    SupervisedProcess process = new SupervisedProcess(spec, journal, this::remember);
    processes.put(spec.name(), process);
    if (stopping) {
      throw new PlatformFailure(
          "%s was not started: the platform is being stopped".formatted(spec.name()));
    }
    process.start();
    process.firstReady().join();
  }

  /// Writing a start-up cache takes most of a minute when all processes do it at once.
  private ProcessSpec bounded(ProcessSpec spec) {
    return options.startup() == JavaCommand.Startup.MAKE_CACHE
        ? spec.stoppingWithin(CACHE_PATIENCE)
        : spec;
  }

  private PlatformFailure late() {
    List<ProcessName> late =
        processes.values().stream()
            .filter(it -> !it.isReady())
            .map(it -> it.spec().name())
            .toList();
    return new PlatformFailure(
        "Not ready within %d s: %s. Everything is stopped; see their logs in %s and run `offboard up` again"
            .formatted(START_PATIENCE.toSeconds(), late, topology.data().logs()));
  }

  private void stopAll(Predicate<ProcessName> which) {
    Together.each(
        processes.values().stream().filter(it -> which.test(it.spec().name())).toList(),
        SupervisedProcess::stop);
  }

  private static boolean isFoundation(ProcessName name) {
    return name.equals(PostgresServer.NAME) || name.equals(KafkaBroker.NAME);
  }

  /// Writes down who runs now. The processes' threads call it whenever that changes.
  private synchronized void remember() {
    List<ProcessRecord> running =
        processes.values().stream().flatMap(it -> it.current().stream()).toList();
    boolean ended = stopping && running.isEmpty();
    new PlatformRecord(ended ? null : supervisor, options.scope(), topology.ports(), running, ready)
        .writeTo(topology.data());
  }
}
