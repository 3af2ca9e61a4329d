package dev.offboard.local.platform;

import dev.offboard.local.runtime.DataDirectory;
import dev.offboard.local.runtime.Distribution;
import dev.offboard.local.runtime.PlatformOptions;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.runtime.Scope;
import dev.offboard.local.runtime.Service;
import dev.offboard.local.runtime.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one platform of a test run. Never two at once: a test class that wants another scope ends
/// the one before.
final class SharedPlatform implements AutoCloseable {
  private @Nullable RunningPlatform running;
  private @Nullable Scope scope;
  private @Nullable Containers containers;

  /// Applications that hang are known for it within seconds, and looked at again within seconds.
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "offboard.applications.request-timeout", "1s",
          "offboard.applications.task-timeout", "3s",
          "offboard.applications.lease", "10s",
          "offboard.applications.first-pause", "1s",
          "offboard.applications.longest-pause", "5s",
          "offboard.applications.quarantine", "2s",
          "offboard.applications.longest-quarantine", "5s");

  /// A person is called after two misses instead of five, between which pauses grow.
  private static final Map<String, String> SOON_CALLING =
      Map.of("offboard.policies.erasure-request.attention-after", "2");

  /// Some tests offboard more users in an hour than a participant does without asking back.
  private static final Map<String, String> MANY =
      Map.of(
          "offboard.participant.limit.users", "1000000",
          "offboard.participant.limit.urgent-users", "1000000",
          "offboard.blast-radius.least", "1000000");

  synchronized RunningPlatform of(Scope wanted) {
    if (running != null && scope == wanted) {
      return running;
    }
    close();
    PlatformOptions options =
        PlatformOptions.of(DataDirectory.at(freshFolder(wanted)), wanted)
            .withPostgresBinariesIn(target().resolve("postgres"))
            .withProperties(
                Map.of(Service.ENTITLEMENT, IMPATIENT, Service.ORCHESTRATOR, SOON_CALLING));
    new Settings(options.data()).write(MANY);
    Optional<Containers> docker = Containers.ifDockerAnswers();
    containers = docker.orElse(null);
    running = RunningPlatform.start(docker.map(it -> options.over(it.start())).orElse(options));
    scope = wanted;
    return running;
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.close();
      running = null;
    }
    if (containers != null) {
      containers.close();
      containers = null;
    }
  }

  /// Stays after the tests, for its logs; `mvn clean` removes it.
  private static Path freshFolder(Scope scope) {
    try {
      Path parent = Files.createDirectories(target().resolve("platforms"));
      return Files.createTempDirectory(
          parent, scope.name().toLowerCase(java.util.Locale.ROOT) + "-");
    } catch (IOException e) {
      throw new UncheckedIOException("No folder for a platform to test", e);
    }
  }

  private static Path target() {
    return Distribution.current().root().resolve("deploy/local/target");
  }
}
