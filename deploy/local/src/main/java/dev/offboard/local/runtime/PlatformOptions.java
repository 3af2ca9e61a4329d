package dev.offboard.local.runtime;

import dev.offboard.local.supervision.JavaCommand;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What to start and where.
///
/// @param properties for a test or an experiment: added to the configuration of a service, over its
///   own
/// @param javaOptions for a test or an experiment: added to the command of a service
/// @param postgresBinaries where PostgreSQL's programs are unpacked
/// @param startup whether the Java processes use their start-up caches or write them when they are
///   stopped
public record PlatformOptions(
    DataDirectory data,
    Distribution distribution,
    Scope scope,
    Optional<External> external,
    Map<Service, Map<String, String>> properties,
    Map<Service, String> javaOptions,
    Path postgresBinaries,
    JavaCommand.Startup startup) {

  /// Options for every service, for example a larger heap in a load test.
  private static final String JAVA_OPTIONS = "OFFBOARD_SERVICE_JAVA_OPTIONS";

  /// Copies the maps so that a record stays what it was.
  public PlatformOptions {
    properties = Map.copyOf(properties);
    javaOptions = Map.copyOf(javaOptions);
  }

  /// The usual ones for the installation in `data`.
  public static PlatformOptions of(DataDirectory data, Scope scope) {
    return new PlatformOptions(
        data,
        Distribution.current(),
        scope,
        Optional.empty(),
        Map.of(),
        Map.of(),
        data.path().resolve("postgres"),
        JavaCommand.Startup.USE_CACHE);
  }

  /// The same over somebody else's PostgreSQL and Kafka.
  public PlatformOptions over(External servers) {
    return new PlatformOptions(
        data,
        distribution,
        scope,
        Optional.of(servers),
        properties,
        javaOptions,
        postgresBinaries,
        startup);
  }

  /// The same with settings of some services changed.
  public PlatformOptions withProperties(Map<Service, Map<String, String>> changed) {
    return new PlatformOptions(
        data, distribution, scope, external, changed, javaOptions, postgresBinaries, startup);
  }

  /// The same with options for the virtual machine of some services.
  public PlatformOptions withJavaOptions(Map<Service, String> added) {
    return new PlatformOptions(
        data, distribution, scope, external, properties, added, postgresBinaries, startup);
  }

  /// The same with PostgreSQL's programs unpacked in a folder that several installations share.
  public PlatformOptions withPostgresBinariesIn(Path folder) {
    return new PlatformOptions(
        data, distribution, scope, external, properties, javaOptions, folder, startup);
  }

  /// The same, but every Java process writes its start-up cache when it is stopped.
  public PlatformOptions makingStartupCaches() {
    return new PlatformOptions(
        data,
        distribution,
        scope,
        external,
        properties,
        javaOptions,
        postgresBinaries,
        JavaCommand.Startup.MAKE_CACHE);
  }

  Map<String, String> propertiesOf(Service service) {
    return properties.getOrDefault(service, Map.of());
  }

  String javaOptionsOf(Service service) {
    String everywhere = Optional.ofNullable(System.getenv(JAVA_OPTIONS)).orElse("");
    return "%s %s".formatted(everywhere, javaOptions.getOrDefault(service, "")).strip();
  }
}
