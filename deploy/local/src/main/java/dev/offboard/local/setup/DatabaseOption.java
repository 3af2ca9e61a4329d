package dev.offboard.local.setup;

import dev.offboard.local.postgres.SuperuserAccess;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where PostgreSQL is and where its secrets are.
final class DatabaseOption {
  @Option(names = "--postgres-host", paramLabel = "HOST", description = "default: ${DEFAULT-VALUE}")
  private String host = "postgres";

  @Option(names = "--postgres-port", paramLabel = "PORT", description = "default: ${DEFAULT-VALUE}")
  private int port = 5432;

  @Option(
      names = "--postgres-user",
      paramLabel = "NAME",
      description = "A superuser (default: ${DEFAULT-VALUE})")
  private String user = "postgres";

  @Option(
      names = "--secrets",
      required = true,
      paramLabel = "DIR",
      description = "Folder with the secrets of this installation, one a file")
  private Path secrets = Path.of("secrets");

  SecretFiles secrets() {
    return new SecretFiles(secrets);
  }

  SuperuserAccess access() {
    return new SuperuserAccess(host, port, user, secrets().superuserPassword());
  }
}
