package dev.offboard.orchestrator.inventory;

import dev.offboard.orchestrator.calls.ResilientCalls;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks the other services, with the services' token, what pages show. Somebody waits: whoever does
/// not answer at once is left out. Paths may name what people search for, so they are in no log.
@Component
class ServiceReads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServiceReads.class);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

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

  private record Line(URI url, ResilientCalls calls) {}

  private final Map<Service, Line> lines = new EnumMap<>(Service.class);
  private final String token;
  private final JsonMapper mapper;

  ServiceReads(
      ServiceAddresses addresses,
      @Value("${offboard.service-token}") String token,
      JsonMapper mapper,
      MeterRegistry metrics) {
    this.token = token.strip();
    this.mapper = mapper;
    Map.of(
            Service.IDENTITY, addresses.identity(),
            Service.ENTITLEMENT, addresses.entitlement(),
            Service.SESSION, addresses.session(),
            Service.AUDIT, addresses.audit())
        .forEach(
            (service, address) ->
                lines.put(
                    service,
                    new Line(
                        address.url(),
                        new ResilientCalls(
                            service.label + "-pages", ONE_CALL, ALL_TRIES, metrics))));
  }

  /// Empty for what isn't there.
  ///
  /// @throws ServiceAway if the service doesn't say
  <T> Optional<T> read(Service service, String path, Class<T> type) {
    HttpResponse<String> answer = call(service, path);
    if (answer.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    if (answer.statusCode() != OK) {
      throw away(service, "answered " + answer.statusCode());
    }
    try {
      return Optional.of(mapper.readValue(answer.body(), type));
    } catch (JacksonException e) {
      // the parser's message may quote the body
      throw away(service, "answered something else");
    }
  }

  private HttpResponse<String> call(Service service, String path) {
    Line line = Objects.requireNonNull(lines.get(service));
    HttpRequest request =
        HttpRequest.newBuilder(line.url().resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .timeout(ONE_CALL)
            .GET()
            .build();
    try {
      return line.calls().send(request);
    } catch (CallNotPermittedException e) {
      throw away(service, "has failed too often lately and is left alone for a moment");
    } catch (TimeoutException | IOException e) {
      throw away(service, "does not answer");
    }
  }

  private static ServiceAway away(Service service, String what) {
    log.warn(
        "{} {} when asked for what a page shows; the page says so and shows the rest",
        service.label,
        what);
    return new ServiceAway(service.label + " " + what);
  }

  @Override
  public void close() {
    lines.values().forEach(line -> line.calls().close());
  }
}
