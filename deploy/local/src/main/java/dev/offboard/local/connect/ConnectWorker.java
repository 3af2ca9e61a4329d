package dev.offboard.local.connect;

import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.supervision.HealthProbe;
import dev.offboard.local.supervision.HttpProbe;
import dev.offboard.local.supervision.JavaCommand;
import dev.offboard.local.supervision.PrivateFile;
import dev.offboard.local.supervision.ProcessName;
import dev.offboard.local.supervision.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Kafka Connect worker of its own, distributed with a single member: connectors, offsets and
/// states are in Kafka topics, so a worker that was killed goes on where it was.
///
/// @param home the folder it may fill
/// @param login that its REST interface asks for
/// @param environment what connector files may refer to as `${env:RELAY_..}`
/// @param relayPassword of the database; what they call `${password:relay}`
public record ConnectWorker(
    Path home,
    Path log,
    int port,
    RestLogin login,
    KafkaAccess kafka,
    Map<String, String> environment,
    Path relayPassword,
    JavaCommand java) {
  /// As a process.
  public static final ProcessName NAME = new ProcessName("connect");

  private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

  /// Copies the map so that a record stays what it was.
  public ConnectWorker {
    environment = Map.copyOf(environment);
  }

  /// Writes the configuration and says how to run the worker.
  public ProcessSpec prepare() {
    try {
      Files.createDirectories(home);
      Path properties = home.resolve("worker.properties");
      PrivateFile.write(properties, new WorkerConfiguration(kafka, port, relayPassword).text());
      return new ProcessSpec(
          NAME,
          java.of(
              NAME,
              flags(),
              List.of("org.apache.kafka.connect.cli.ConnectDistributed", properties.toString())),
          java.marker(NAME),
          java.folder(),
          processEnvironment(),
          log,
          probe(),
          List.of(),
          STOPS_WITHIN,
          url().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Connect in %s could not be prepared".formatted(home), e);
    }
  }

  /// Asks the worker whether it has joined its group and answers.
  public HealthProbe probe() {
    return new HttpProbe(url().resolve("/health"), Optional.of(login.authorization()));
  }

  /// Base URL of its REST interface.
  public URI url() {
    return URI.create("http://127.0.0.1:%d".formatted(port));
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>(JavaCommand.HEAP);
    flags.add(login.expectedIn(home));
    return flags;
  }

  private Map<String, String> processEnvironment() {
    Map<String, String> all = new HashMap<>(JavaCommand.ENVIRONMENT);
    all.putAll(environment);
    return all;
  }
}
