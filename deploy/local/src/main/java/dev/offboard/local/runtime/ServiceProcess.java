package dev.offboard.local.runtime;

import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.kafka.KafkaCredentials;
import dev.offboard.local.postgres.OffboardDatabase;
import dev.offboard.local.postgres.SuperuserAccess;
import dev.offboard.local.supervision.HttpProbe;
import dev.offboard.local.supervision.JavaCommand;
import dev.offboard.local.supervision.PrivateFile;
import dev.offboard.local.supervision.ProcessSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One service as a process: its configuration, its secrets (as files, so that neither the command
/// line nor the environment shows them) and its command.
record ServiceProcess(Service service, Topology topology, PlatformOptions options) {
  /// Only the fast compiler: a service then starts with less than half the processor time and a
  /// fifth less memory, and what it does all day waits for PostgreSQL and Kafka.
  private static final List<String> FLAGS =
      List.of("-XX:MaxMetaspaceSize=192m", "-XX:TieredStopAtLevel=1");

  /// Of a tool, beside a platform that doesn't have the service.
  private static final int ANY = 0;

  /// Requests and the polled batch end first; whatever is cut off is delivered again.
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(25);

  ProcessSpec prepare() {
    DataDirectory data = topology.data();
    URI url = topology.url(service);
    return new ProcessSpec(
        service.process(),
        topology
            .java()
            .in(application())
            .ofJar(
                service.process(),
                flags(),
                List.of(service.artifact() + ".jar", writeConfiguration())),
        topology.java().marker(service.process()),
        application(),
        JavaCommand.ENVIRONMENT,
        data.log(service.process()),
        new HttpProbe(topology.actuatorUrl(service).resolve(start())),
        List.of(),
        STOPS_WITHIN,
        url.toString());
  }

  /// Another main class of the same program, with the same configuration but on any free port.
  ProcessBuilder tool(String mainClass, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(service.artifact() + ".jar", mainClass));
    all.add(writeConfiguration());
    all.addAll(arguments);
    ProcessBuilder tool =
        new ProcessBuilder(
                topology.java().in(application()).ofMain(service.process(), flags(), all))
            .directory(application().toFile())
            .redirectErrorStream(true);
    tool.environment().putAll(JavaCommand.ENVIRONMENT);
    return tool;
  }

  private Path application() {
    return topology.distribution().application(service);
  }

  /// Writes it and returns the argument that names it.
  private String writeConfiguration() {
    Path configuration = topology.data().configuration(service);
    PrivateFile.write(configuration.resolve("application.properties"), text());
    return "--spring.config.additional-location=file:%s/".formatted(configuration);
  }

  /// Where it says that it has started. An audit that refuses to sign is not well, but records: the
  /// platform must start with it, because offboardings must not wait for an auditor.
  private String start() {
    return service == Service.AUDIT ? "/actuator/health/readiness" : "/actuator/health";
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>(JavaCommand.HEAP);
    flags.addAll(FLAGS);
    String more = options.javaOptionsOf(service);
    if (!more.isEmpty()) {
      flags.addAll(List.of(more.split("\\s+")));
    }
    return flags;
  }

  private String text() {
    return properties().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
        .collect(Collectors.joining("\n", "# Written at every start.\n", "\n"));
  }

  private Map<String, String> properties() {
    SuperuserAccess database = topology.superuser();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("server.address", "127.0.0.1");
    all.put(
        "server.port", Integer.toString(topology.ports().getOrDefault(service.toString(), ANY)));
    Integer actuator = topology.ports().get(service.actuator());
    if (actuator != null) {
      all.put("offboard.actuator.port", actuator.toString());
    }
    all.put(
        "spring.datasource.url",
        "%s?currentSchema=%s&ApplicationName=%s"
            .formatted(database.jdbcUrl(OffboardDatabase.NAME), service, service));
    all.put("spring.datasource.username", service.toString());
    all.put("spring.flyway.user", service + "_owner");
    all.put("spring.flyway.default-schema", service.toString());
    KafkaAccess kafka = topology.kafkaAccess(service.toString());
    all.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    kafka
        .login()
        .map(KafkaCredentials::settings)
        .orElse(Map.of())
        .forEach((name, value) -> all.put("spring.kafka.properties." + name, value));
    if (service == Service.ORCHESTRATOR) {
      all.put("offboard.identity.url", topology.url(Service.IDENTITY).toString());
      all.put("offboard.entitlement.url", topology.url(Service.ENTITLEMENT).toString());
      all.put("offboard.session.url", topology.url(Service.SESSION).toString());
      all.put("offboard.audit.url", topology.url(Service.AUDIT).toString());
    }
    if (service != Service.ORCHESTRATOR
        && topology.ports().containsKey(Service.ORCHESTRATOR.toString())) {
      all.put("offboard.orchestrator.url", topology.url(Service.ORCHESTRATOR).toString());
    }
    if (service == Service.ENTITLEMENT) {
      // the applications that are played here run on this machine
      all.put("offboard.applications.allow-loopback", "true");
    }
    Secrets made = new Secrets(topology.data());
    if (service == Service.AUDIT) {
      all.put("offboard.checkpoints.key-file", made.signingKey().make().toString());
    }
    if (service == Service.ORCHESTRATOR) {
      // whichever of the two starts first makes the key
      made.signingKey().make();
      all.put("offboard.audit.log-key", made.signingKey().verifier().toString());
      all.put("offboard.sign-in.first-administrator-file", made.firstPassword().make().toString());
    }
    all.put("offboard.database.password-file", made.databasePasswordFile(service).toString());
    all.put("offboard.authenticity.key-file", made.messageKeys().of(service).toString());
    Path secrets = made.of(service);
    all.put("spring.config.import", "optional:configtree:%s/".formatted(secrets));
    all.putAll(new Settings(topology.data()).read());
    all.putAll(options.propertiesOf(service));
    return all;
  }
}
