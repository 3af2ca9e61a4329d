package dev.offboard.local.runtime;

import dev.offboard.local.connect.ConnectWorker;
import dev.offboard.local.connect.OutboxConnector;
import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.kafka.KafkaBroker;
import dev.offboard.local.kafka.KafkaCredentials;
import dev.offboard.local.kafka.KafkaLogin;
import dev.offboard.local.kafka.KafkaPasswordFile;
import dev.offboard.local.postgres.OffboardDatabase;
import dev.offboard.local.postgres.PostgresServer;
import dev.offboard.local.postgres.SuperuserAccess;
import dev.offboard.local.relay.RelayRepair;
import dev.offboard.local.supervision.JavaCommand;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where everything of one start is: which process has which port. Pure arithmetic over the ports;
/// starts nothing and asks nothing.
record Topology(
    DataDirectory data,
    Distribution distribution,
    Scope scope,
    Map<String, Integer> ports,
    Optional<External> external,
    JavaCommand.Startup startup) {

  /// Far from the usual ports of PostgreSQL, Kafka and Connect, which a developer's machine often
  /// has.
  private static final Map<String, Integer> INFRASTRUCTURE_PORTS = infrastructurePorts();

  private static final String CONTROLLER = "kafka-controller";
  private static final String SUPERUSER = "postgres";

  Topology {
    ports = Map.copyOf(ports);
  }

  /// Chooses a port for every process of `scope`.
  static Topology choose(PlatformOptions options, Ports ports) {
    INFRASTRUCTURE_PORTS.forEach(ports::choose);
    if (options.scope() == Scope.PLATFORM) {
      for (Service service : Service.values()) {
        ports.choose(service.toString(), service.defaultPort());
        ports.choose(service.actuator(), service.defaultActuatorPort());
      }
    }
    return new Topology(
        options.data(),
        options.distribution(),
        options.scope(),
        ports.chosen(),
        options.external(),
        options.startup());
  }

  JavaCommand java() {
    return distribution.java(data, startup);
  }

  SuperuserAccess superuser() {
    return external
        .map(External::postgres)
        .orElseGet(
            () ->
                new SuperuserAccess(
                    "127.0.0.1",
                    port(PostgresServer.NAME.value()),
                    SUPERUSER,
                    new Secrets(data).superuserPassword()));
  }

  OffboardDatabase database() {
    return new OffboardDatabase(superuser(), distribution.postgresScripts());
  }

  PostgresServer postgres(Path binaries) {
    return new PostgresServer(
        data.home(PostgresServer.NAME), binaries, data.log(PostgresServer.NAME), superuser());
  }

  KafkaBroker kafka() {
    return new KafkaBroker(
        data.home(KafkaBroker.NAME),
        data.log(KafkaBroker.NAME),
        port(KafkaBroker.NAME.value()),
        port(CONTROLLER),
        new KafkaBroker.Definitions(distribution.topics(), distribution.brokerAccess()),
        new Secrets(data).kafkaPasswords(),
        java());
  }

  ConnectWorker connect() {
    SuperuserAccess database = superuser();
    return new ConnectWorker(
        data.home(ConnectWorker.NAME),
        data.log(ConnectWorker.NAME),
        port(ConnectWorker.NAME.value()),
        new Secrets(data).connectLogin(),
        kafkaAccess("relay"),
        Map.of(
            "RELAY_DB_HOST",
            database.host(),
            "RELAY_DB_PORT",
            Integer.toString(database.port()),
            "RELAY_DB_NAME",
            OffboardDatabase.NAME,
            "RELAY_DB_USER",
            "relay"),
        new Secrets(data).relayPasswordFile(),
        java());
  }

  RelayRepair relay() {
    ConnectWorker connect = connect();
    return new RelayRepair(
        database(),
        new OutboxConnector(connect.url(), connect.login(), distribution.outboxConnector()));
  }

  /// As whoever runs the installation.
  KafkaAccess kafkaAccess() {
    return kafkaAccess(KafkaLogin.admin(new Secrets(data).kafkaPassword("admin")));
  }

  /// As one of those whom the access rules name, whatever the password is then.
  KafkaAccess kafkaAccess(String principal) {
    return kafkaAccess(
        new KafkaPasswordFile(principal, new Secrets(data).kafkaPasswordFile(principal)));
  }

  private KafkaAccess kafkaAccess(KafkaCredentials login) {
    return external
        .map(External::kafka)
        .orElseGet(() -> new KafkaAccess(kafka().bootstrapServers(), Optional.of(login)));
  }

  URI url(Service service) {
    return URI.create("http://127.0.0.1:%d".formatted(port(service.toString())));
  }

  /// Where it tells its health and metrics.
  URI actuatorUrl(Service service) {
    return URI.create("http://127.0.0.1:%d".formatted(port(service.actuator())));
  }

  Coordinates coordinates() {
    Map<Service, URI> services = new EnumMap<>(Service.class);
    Map<Service, URI> actuators = new EnumMap<>(Service.class);
    if (scope == Scope.PLATFORM) {
      for (Service service : Service.values()) {
        services.put(service, url(service));
        actuators.put(service, actuatorUrl(service));
      }
    }
    SuperuserAccess superuser = superuser();
    return new Coordinates(
        services,
        actuators,
        new Secrets(data).token(),
        kafkaAccess(),
        superuser.jdbcUrl(OffboardDatabase.NAME),
        superuser.user(),
        superuser.password(),
        connect().url(),
        connect().login(),
        data.path());
  }

  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalStateException(
          "%s has no port in %s (known: %s)".formatted(name, data, ports.keySet()));
    }
    return port;
  }

  private static Map<String, Integer> infrastructurePorts() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put(PostgresServer.NAME.value(), 15432);
    ports.put(KafkaBroker.NAME.value(), 19092);
    ports.put(CONTROLLER, 19093);
    ports.put(ConnectWorker.NAME.value(), 18083);
    return ports;
  }
}
