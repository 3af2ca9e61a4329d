package dev.offboard.local.setup;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where the definitions are that every way of running the platform shares: the folder `deploy` of
/// the project, or a copy of it.
final class DefinitionsOption {
  @Option(
      names = "--definitions",
      paramLabel = "DIR",
      description = "Folder with postgres, kafka and connectors (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("deploy");

  Path postgresScripts() {
    return folder.resolve("postgres");
  }

  Path topics() {
    return folder.resolve("kafka").resolve("topics.txt");
  }

  Path outboxConnector() {
    return folder.resolve("connectors").resolve("outbox.json");
  }
}
