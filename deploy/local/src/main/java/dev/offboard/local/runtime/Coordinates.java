package dev.offboard.local.runtime;

import dev.offboard.local.connect.RestLogin;
import dev.offboard.local.kafka.KafkaAccess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Where everything of a running installation is, and how to be let in. Holds secrets (the token,
/// the database password): never log it.
///
/// @param services base URL of each service, without a trailing slash; empty when only the
///   infrastructure runs
/// @param actuators where each tells its health and metrics
/// @param token bearer token that all five services accept
/// @param kafka as whoever runs the installation
/// @param jdbcUrl of the database that holds the five schemas
/// @param user database superuser, for operators and tests; no service uses it
/// @param password the superuser's
/// @param connect base URL of Kafka Connect's REST interface
/// @param connectLogin that it asks for
public record Coordinates(
    Map<Service, URI> services,
    Map<Service, URI> actuators,
    String token,
    KafkaAccess kafka,
    String jdbcUrl,
    String user,
    String password,
    URI connect,
    RestLogin connectLogin,
    Path dataDirectory) {

  /// Copies the maps so that a record stays what it was.
  public Coordinates {
    services = Map.copyOf(services);
    actuators = Map.copyOf(actuators);
  }

  /// The same for whoever has another token.
  public Coordinates as(String other) {
    return new Coordinates(
        services,
        actuators,
        other,
        kafka,
        jdbcUrl,
        user,
        password,
        connect,
        connectLogin,
        dataDirectory);
  }

  /// The base URL of one service, for example `http://127.0.0.1:8080`.
  public URI url(Service service) {
    return of(services, service);
  }

  /// Where it tells its health and metrics.
  public URI actuator(Service service) {
    return of(actuators, service);
  }

  private URI of(Map<Service, URI> urls, Service service) {
    URI url = urls.get(service);
    if (url == null) {
      throw new IllegalStateException(
          "%s doesn't run in %s: it was started with the infrastructure only"
              .formatted(service, dataDirectory));
    }
    return url;
  }

  @Override
  public String toString() {
    return "Coordinates[%s]".formatted(dataDirectory);
  }
}
