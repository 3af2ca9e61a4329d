package dev.offboard.local.runtime;

import dev.offboard.local.kafka.KafkaAccess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Where everything of a running installation is, and how to be let in. Holds secrets (the token,
/// the database password): never log it.
///
/// @param services base URL of each service, without a trailing slash; empty when only the
///   infrastructure runs
/// @param token bearer token that all five services accept
/// @param kafka as whoever runs the installation
/// @param jdbcUrl of the database that holds the five schemas
/// @param user database superuser, for operators and tests; no service uses it
/// @param password the superuser's
/// @param connect base URL of Kafka Connect's REST interface
public record Coordinates(
    Map<Service, URI> services,
    String token,
    KafkaAccess kafka,
    String jdbcUrl,
    String user,
    String password,
    URI connect,
    Path dataDirectory) {

  /// Copies the map so that a record stays what it was.
  public Coordinates {
    services = Map.copyOf(services);
  }

  /// The same for whoever has another token.
  public Coordinates as(String other) {
    return new Coordinates(services, other, kafka, jdbcUrl, user, password, connect, dataDirectory);
  }

  /// The base URL of one service, for example `http://127.0.0.1:8080`.
  public URI url(Service service) {
    URI url = services.get(service);
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
