package dev.offboard.local.runtime;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.JavaCommand;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the built programs and the definitions they share with compose are: the project's folder,
/// or a copy of it in the same layout.
public record Distribution(Path root) {
  /// Says where `root` is when this class isn't inside it.
  private static final String HOME_PROPERTY = "offboard.home";

  private static final Path LANDMARK = Path.of("deploy", "kafka", "topics.txt");

  /// The one that this program belongs to.
  public static Distribution current() {
    return Optional.ofNullable(System.getProperty(HOME_PROPERTY))
        .map(Path::of)
        .or(Distribution::aroundThisProgram)
        .map(root -> new Distribution(root.toAbsolutePath().normalize()))
        .orElseThrow(
            () ->
                new PlatformFailure(
                    "The folder with %s was not found around this program. Start it with the script `offboard`, or set -D%s"
                        .formatted(LANDMARK, HOME_PROPERTY)));
  }

  private static Optional<Path> aroundThisProgram() {
    try {
      Path program =
          Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Stream.<Path>iterate(program, path -> path != null, Path::getParent)
          .filter(path -> Files.exists(path.resolve(LANDMARK)))
          .findFirst();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// The folder of `offboard.jar` and its libraries.
  Path application() {
    return root.resolve("deploy/local/target/app");
  }

  /// The folder of a service's jar and its libraries.
  Path application(Service service) {
    return root.resolve(service.artifact()).resolve("target/app");
  }

  Path postgresScripts() {
    return root.resolve("deploy/postgres");
  }

  Path brokerAccess() {
    return root.resolve("deploy/kafka/access.txt");
  }

  Path topics() {
    return root.resolve("deploy/kafka/topics.txt");
  }

  Path outboxConnector() {
    return root.resolve("deploy/connectors/outbox.json");
  }

  /// The data directory when none is named.
  public Path defaultData() {
    return root.resolve(".offboard");
  }

  /// Java processes of the installation in `data`, run by the same JDK as this program.
  JavaCommand java(DataDirectory data, JavaCommand.Startup startup) {
    return new JavaCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        data.path(),
        application(),
        startup);
  }

  /// Fails when something that `scope` needs isn't built.
  void requireBuilt(Scope scope) {
    List<Path> missing =
        Stream.concat(
                Stream.of(application().resolve("offboard.jar")),
                scope == Scope.PLATFORM
                    ? Stream.of(Service.values()).map(this::jar)
                    : Stream.<Path>empty())
            .filter(Files::notExists)
            .toList();
    if (!missing.isEmpty()) {
      throw new PlatformFailure(
          "Not built: %s. Nothing was started; run the script `offboard`, which builds what is missing, or `mvn -DskipTests package`"
              .formatted(
                  String.join(
                      ", ", missing.stream().map(it -> root.relativize(it).toString()).toList())));
    }
  }

  /// The jar of a service, beside its `lib`.
  Path jar(Service service) {
    return application(service).resolve(service.artifact() + ".jar");
  }
}
