package dev.offboard.orchestrator.inventory;

import dev.offboard.orchestrator.calls.JsonReads;
import dev.offboard.orchestrator.calls.JsonReads.Place;
import dev.offboard.orchestrator.calls.ResilientCalls;
import dev.offboard.orchestrator.calls.ServiceAway;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Asks the other services, with the services' token, what pages show. Somebody waits: whoever does
/// not answer at once is left out. Paths may name what people search for, so they are in no log.
@Component
class ServiceReads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServiceReads.class);

  /// Services answer in milliseconds; a page that takes longer than two seconds is taken for dead.
  private static final Duration ONE_CALL = Duration.ofSeconds(1);

  private static final Duration ALL_TRIES = Duration.ofSeconds(2);

  /// Who can be asked.
  enum Service {
    IDENTITY("identity-service"),
    ENTITLEMENT("entitlement-service"),
    SESSION("session-service"),
    AUDIT("audit-service");

    private final String label;

    Service(String label) {
      this.label = label;
    }
  }

  private record Line(JsonReads reads, ResilientCalls calls) {}

  private final Map<Service, Line> lines = new EnumMap<>(Service.class);

  ServiceReads(
      ServiceAddresses addresses,
      @Value("${offboard.service-token}") String token,
      JsonMapper mapper,
      MeterRegistry metrics) {
    Map.of(
            Service.IDENTITY, addresses.identity(),
            Service.ENTITLEMENT, addresses.entitlement(),
            Service.SESSION, addresses.session(),
            Service.AUDIT, addresses.audit())
        .forEach(
            (service, address) -> {
              ResilientCalls calls =
                  new ResilientCalls(service.label + "-pages", ONE_CALL, ALL_TRIES, metrics);
              Place place = new Place(service.label, address.url(), token.strip(), ONE_CALL);
              lines.put(service, new Line(new JsonReads(place, calls, mapper), calls));
            });
  }

  /// Empty for what isn't there.
  ///
  /// @throws ServiceAway if the service doesn't say
  <T> Optional<T> read(Service service, String path, Class<T> type) {
    try {
      return Objects.requireNonNull(lines.get(service)).reads().read(path, type);
    } catch (ServiceAway away) {
      log.warn(
          "{} when asked for what a page shows; the page says so and shows the rest",
          away.getMessage());
      throw away;
    }
  }

  @Override
  public void close() {
    lines.values().forEach(line -> line.calls().close());
  }
}
