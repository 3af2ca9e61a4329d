package dev.offboard.orchestrator.inventory;

import dev.offboard.orchestrator.calls.JsonReads;
import dev.offboard.orchestrator.calls.JsonReads.Place;
import dev.offboard.orchestrator.calls.JsonWrites;
import dev.offboard.orchestrator.calls.ResilientCalls;
import dev.offboard.orchestrator.calls.ServiceAway;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Asks the other services, with the services' token, what pages show, and passes on what somebody
/// does on one. Somebody waits: whoever does not answer at once is left out. Paths may name what
/// people search for, so they are in no log.
@Component
public class ServiceReads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServiceReads.class);

  /// Services answer in milliseconds; a page that takes longer than two seconds is taken for dead.
  private static final Duration ONE_CALL = Duration.ofSeconds(1);

  private static final Duration ALL_TRIES = Duration.ofSeconds(2);

  /// Of what is done once; resolving the name of an application may take its time.
  private static final Duration ONE_CHANGE = Duration.ofSeconds(5);

  /// Who can be asked.
  public enum Service {
    IDENTITY("identity-service"),
    ENTITLEMENT("entitlement-service"),
    SESSION("session-service"),
    AUDIT("audit-service");

    private final String label;

    Service(String label) {
      this.label = label;
    }
  }

  private record Line(JsonReads reads, JsonWrites writes, ResilientCalls calls) {}

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
              Place slow = new Place(service.label, address.url(), token.strip(), ONE_CHANGE);
              lines.put(
                  service,
                  new Line(
                      new JsonReads(place, calls, mapper), new JsonWrites(slow, mapper), calls));
            });
  }

  /// Empty for what isn't there.
  ///
  /// @throws ServiceAway if the service doesn't say
  public <T> Optional<T> read(Service service, String path, Class<T> type) {
    return noting(() -> Objects.requireNonNull(lines.get(service)).reads().read(path, type));
  }

  /// The same of a text that is no JSON.
  public Optional<String> readText(Service service, String path) {
    return noting(() -> Objects.requireNonNull(lines.get(service)).reads().readText(path));
  }

  private static <T> T noting(Supplier<T> read) {
    try {
      return read.get();
    } catch (ServiceAway away) {
      log.warn(
          "{} when asked for what a page shows; the page says so and shows the rest",
          away.getMessage());
      throw away;
    }
  }

  /// Has a service do what somebody wants who may have it done: the services' token opens more than
  /// they may, so the caller has looked at tenant and role before.
  ///
  /// @throws dev.offboard.messaging.chassis.ApiProblem what it refuses, in its words
  /// @throws ServiceAway if it doesn't say whether it was done
  public void change(Service service, String method, String path, Object body) {
    Objects.requireNonNull(lines.get(service)).writes().send(method, path, body);
  }

  @Override
  public void close() {
    lines
        .values()
        .forEach(
            line -> {
              line.writes().close();
              line.calls().close();
            });
  }
}
