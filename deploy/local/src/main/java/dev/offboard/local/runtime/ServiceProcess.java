package dev.offboard.local.runtime;

import dev.offboard.local.postgres.OffboardDatabase;
import dev.offboard.local.postgres.SuperuserAccess;
import dev.offboard.local.supervision.HttpProbe;
import dev.offboard.local.supervision.JavaCommand;
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
      List.of("-Xmx256m", "-XX:MaxMetaspaceSize=192m", "-XX:TieredStopAtLevel=1");

  /// Requests and the polled batch end first; whatever is cut off is delivered again.
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(25);

  ProcessSpec prepare() {
    DataDirectory data = topology.data();
    Path configuration = data.configuration(service);
    DataDirectory.writePrivately(configuration.resolve("application.properties"), text());
    Path application = topology.distribution().application(service);
    URI url = topology.url(service);
    return new ProcessSpec(
        service.process(),
        topology
            .java()
            .in(application)
            .ofJar(
                service.process(),
                flags(),
                List.of(
                    service.artifact() + ".jar",
                    "--spring.config.additional-location=file:%s/".formatted(configuration))),
        topology.java().marker(service.process()),
        application,
        JavaCommand.ENVIRONMENT,
        data.log(service.process()),
        new HttpProbe(url.resolve("/actuator/health")),
        List.of(),
        STOPS_WITHIN,
        url.toString());
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>(FLAGS);
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
    all.put("server.port", Integer.toString(topology.port(service.toString())));
    all.put(
        "spring.datasource.url",
        "%s?currentSchema=%s&ApplicationName=%s"
            .formatted(database.jdbcUrl(OffboardDatabase.NAME), service, service));
    all.put("spring.datasource.username", service.toString());
    all.put("spring.flyway.user", service + "_owner");
    all.put("spring.flyway.default-schema", service.toString());
    all.put("spring.kafka.bootstrap-servers", topology.bootstrapServers());
    if (service == Service.ORCHESTRATOR) {
      all.put("offboard.identity.url", topology.url(Service.IDENTITY).toString());
      all.put("offboard.entitlement.url", topology.url(Service.ENTITLEMENT).toString());
    }
    if (service == Service.ENTITLEMENT) {
      // the applications that are played here run on this machine
      all.put("offboard.applications.allow-loopback", "true");
    }
    Path secrets = new Secrets(topology.data()).of(service);
    all.put("spring.config.import", "optional:configtree:%s/".formatted(secrets));
    all.putAll(options.propertiesOf(service));
    return all;
  }
}
