package dev.offboard.local.setup;

import static java.util.Objects.requireNonNull;

import dev.offboard.local.connect.ConnectorState;
import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.connect.RestLogin;
import dev.offboard.local.connect.WorkerConfiguration;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.HealthProbe;
import dev.offboard.local.supervision.HttpProbe;
import dev.offboard.local.supervision.Patience;
import dev.offboard.local.supervision.PrivateFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `offboard setup relay`: the Connect worker in this process, with the outbox connector registered
/// on it and started again whenever it fails. Ends with the process; ends it with 1 when the
/// connector can't be made to run, so that whoever started it starts it again.
///
/// Connect's REST interface stays on the loopback address of this machine or container, and asks
/// for a password.
@Command(
    name = "relay",
    mixinStandardHelpOptions = true,
    description =
        "Runs the worker that publishes the outboxes. The environment says where they are:"
            + " RELAY_DB_HOST, RELAY_DB_PORT, RELAY_DB_NAME, RELAY_DB_USER.")
final class RelayCommand implements Callable<Integer> {
  /// A failed task holds everything up, and asking costs a millisecond.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// Eight seconds on an idle machine.
  private static final Patience START = new Patience(Duration.ofMinutes(5), Duration.ofMillis(200));

  private static final int COULD_NOT = 1;

  @Mixin private final DefinitionsOption definitions = new DefinitionsOption();
  @Mixin private final KafkaOption kafka = new KafkaOption();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Of Connect's REST interface (default: ${DEFAULT-VALUE})")
  private int port = 8083;

  @Option(
      names = "--rest-password",
      paramLabel = "FILE",
      defaultValue = "/run/secrets/connect.password",
      description = "With the password of the REST interface (default: ${DEFAULT-VALUE})")
  private @Nullable Path restPassword;

  @Option(
      names = "--database-password",
      paramLabel = "FILE",
      defaultValue = "/run/secrets/relay.password",
      description = "With the password of the relay's role (default: ${DEFAULT-VALUE})")
  private @Nullable Path databasePassword;

  @Override
  public Integer call() throws Exception {
    RestLogin login = new RestLogin(Files.readString(requireNonNull(restPassword)).strip());
    Path folder = Files.createTempDirectory("connect");
    login.expectHere(folder);
    Path properties = folder.resolve("worker.properties");
    PrivateFile.write(
        properties,
        new WorkerConfiguration(kafka.access(), port, requireNonNull(databasePassword)).text());
    URI url = URI.create("http://127.0.0.1:%d".formatted(port));
    OutboxConnector connector = new OutboxConnector(url, login, definitions.outboxConnector());
    Thread.ofPlatform()
        .daemon()
        .name("register-connector")
        .start(
            () ->
                keepRunning(
                    connector,
                    new HttpProbe(url.resolve("/health"), Optional.of(login.authorization()))));
    ConnectDistributed.main(new String[] {properties.toString()});
    return 0;
  }

  private static void keepRunning(OutboxConnector connector, HealthProbe worker) {
    try {
      // until it has joined its group it answers 404, as if it knew no connectors
      if (!START.until(() -> worker.probe().isUp())) {
        throw new PlatformFailure(
            "Connect did not join its group within %s. Nothing is published; this process ends, start it again"
                .formatted(START.bound()));
      }
      connector.register();
    } catch (RuntimeException e) {
      // a worker without its connector would look alive and publish nothing
      System.err.println("offboard: " + e.getMessage());
      System.exit(COULD_NOT);
    }
    System.out.println("The connector runs.");
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    clock.scheduleWithFixedDelay(
        () -> lookAfter(connector),
        LOOK_EVERY.toMillis(),
        LOOK_EVERY.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /// What can't be mended now is tried again at the next look.
  private static void lookAfter(OutboxConnector connector) {
    try {
      switch (connector.state()) {
        case ConnectorState.Failed failed -> {
          System.err.println("offboard: " + failed.why() + "; starting it again now");
          connector.restartFailed();
        }
        case ConnectorState.Missing ignored -> {
          System.err.println("offboard: the connector was deleted; registering it again now");
          connector.register();
        }
        case ConnectorState.Running ignored -> {}
        case ConnectorState.Waiting ignored -> {}
      }
    } catch (RuntimeException e) {
      System.err.println("offboard: " + e.getMessage());
    }
  }
}
