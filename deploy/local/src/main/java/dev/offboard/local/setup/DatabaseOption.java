package dev.offboard.local.setup;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.postgres.SuperuserAccess;
import dev.offboard.local.supervision.Health;
import dev.offboard.local.supervision.Patience;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/// Where PostgreSQL is and where its secrets are.
final class DatabaseOption {
  /// A server that recovers after a crash needs some; on a busy machine the first connection of a
  /// cold virtual machine alone needs several seconds.
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofMillis(200));

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

  /// Returns when the server lets the superuser in; waits for one that is still starting.
  SuperuserAccess access() {
    SuperuserAccess access = new SuperuserAccess(host, port, user, secrets().superuserPassword());
    String[] last = {""};
    boolean answers =
        PATIENCE.until(
            () ->
                switch (access.probe()) {
                  case Health.Up ignored -> true;
                  case Health.Down(String why) -> {
                    last[0] = why;
                    yield false;
                  }
                });
    if (!answers) {
      throw new PlatformFailure(
          "PostgreSQL did not let %s in within %s: %s. Nothing was set up; start it, or correct its address or postgres.password, and run this again"
              .formatted(access, PATIENCE.bound(), last[0]));
    }
    return access;
  }
}
