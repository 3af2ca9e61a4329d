package dev.offboard.local.kafka;

import dev.offboard.local.supervision.Health;
import dev.offboard.local.supervision.HealthProbe;
import dev.offboard.local.supervision.JavaCommand;
import dev.offboard.local.supervision.PrivateFile;
import dev.offboard.local.supervision.ProcessName;
import dev.offboard.local.supervision.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/// A Kafka broker of its own in `home`: its log, its configuration and the id of its cluster, which
/// is made once.
///
/// @param home the folder it may fill
/// @param definitions the topics that it makes when they are missing, and who may do what
/// @param java how Java programs of this installation are started
public record KafkaBroker(
    Path home,
    Path log,
    int port,
    int controllerPort,
    Definitions definitions,
    Passwords passwords,
    JavaCommand java) {
  /// As a process.
  public static final ProcessName NAME = new ProcessName("kafka");

  /// Flushing the logs of a busy broker takes seconds on a slow disk.
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

  /// The files of `deploy/kafka`.
  public record Definitions(Path topics, Path access) {}

  /// Of the administrator, and a folder with a file `NAME.password` for everybody whom the access
  /// rules name. The broker reads it at each start: they are replaced while it runs.
  public record Passwords(String admin, Path folder) {
    @Override
    public String toString() {
      return "Passwords[%s]".formatted(folder);
    }
  }

  /// Writes the configuration and says how to run the broker.
  public ProcessSpec prepare() {
    try {
      Files.createDirectories(home);
      Path properties = home.resolve("server.properties");
      KafkaLogin admin = KafkaLogin.admin(passwords.admin());
      PrivateFile.write(
          properties,
          new BrokerConfiguration(home.resolve("log"), port, controllerPort, admin).text());
      return new ProcessSpec(
          NAME,
          java.of(
              NAME,
              Stream.concat(JavaCommand.HEAP.stream(), Stream.of("-XX:TieredStopAtLevel=1"))
                  .toList(),
              List.of(
                  Broker.class.getName(),
                  properties.toString(),
                  clusterId(),
                  definitions.topics().toString(),
                  readyFile().toString(),
                  definitions.access().toString(),
                  passwords.folder().toString())),
          java.marker(NAME),
          java.folder(),
          JavaCommand.ENVIRONMENT,
          log,
          this::probeStart,
          List.of(),
          STOPS_WITHIN,
          bootstrapServers());
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka in %s could not be prepared".formatted(home), e);
    }
  }

  /// At first a broker answers before it has made its topics.
  private Health probeStart() {
    return Files.exists(readyFile()) ? probe().probe() : Health.down("still makes its topics");
  }

  private Path readyFile() {
    return home.resolve("ready");
  }

  /// Asks the broker whether it answers.
  public HealthProbe probe() {
    return new BrokerProbe(port);
  }

  /// What clients connect to.
  public String bootstrapServers() {
    return "127.0.0.1:%d".formatted(port);
  }

  private String clusterId() throws IOException {
    Path file = home.resolve("cluster-id");
    if (!Files.exists(file)) {
      Files.writeString(file, Uuid.randomUuid().toString());
    }
    return Files.readString(file).strip();
  }
}
