package dev.offboard.orchestrator.portal.application;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.calls.ServiceAway;
import dev.offboard.orchestrator.inventory.ServiceReads;
import dev.offboard.orchestrator.inventory.ServiceReads.Service;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.portal.Typed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The applications of entitlement-service for those who see their tenant, which their callers have
/// looked at.
@Component
public class Applications {
  private static final Logger log = LoggerFactory.getLogger(Applications.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  /// However many look at dashboards, the other service is asked this often.
  private static final Duration LATELY = Duration.ofSeconds(2);

  private static final int MOST_TENANTS = 1000;

  private final ServiceReads services;
  private final Cache<String, List<Load>> lately =
      Caffeine.newBuilder().expireAfterWrite(LATELY).maximumSize(MOST_TENANTS).build();

  Applications(ServiceReads services) {
    this.services = services;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Loads(List<Load> applications) {}

  /// An application and its roles.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Application(String applicationId, @Nullable String name, List<String> roles) {
    String label() {
      return name == null ? applicationId : name;
    }
  }

  /// How it is reached. Its secret is never told.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Connection(
      String method,
      String order,
      Duration deadline,
      String owner,
      @Nullable String target,
      String account,
      String lookup,
      String onErase,
      String covers,
      String standing,
      @Nullable String trouble) {}

  /// Of a tenant all that are connected; of all tenants those that have something to do or are in
  /// trouble. Those in trouble come first.
  public Told<List<Load>> loads(@Nullable TenantId tenant) {
    String path = "/api/application-loads" + (tenant == null ? "" : "?tenantId=" + tenant);
    try {
      return Told.known(
          services
              .read(Service.ENTITLEMENT, path, Loads.class)
              .map(Loads::applications)
              .orElse(List.of()));
    } catch (ServiceAway e) {
      return Told.away(e);
    }
  }

  /// The same as of two seconds ago at most, for pages that look again at every change.
  public Told<List<Load>> loadsLately(@Nullable TenantId tenant) {
    String key = tenant == null ? "" : tenant.value();
    List<Load> known = lately.getIfPresent(key);
    if (known != null) {
      return Told.known(known);
    }
    Told<List<Load>> told = loads(tenant);
    if (told.isKnown()) {
      lately.put(key, told.get());
    }
    return told;
  }

  /// @throws ApiProblem 404, or 503 if nobody says
  Application require(String tenant, String application) {
    return read(path(tenant, application), Application.class)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "application-unknown",
                    "Tenant %s has no application %s. Nothing was done."
                        .formatted(tenant, application)));
  }

  /// Empty for a local one: its grants here are all there is.
  Optional<Connection> connection(String tenant, String application) {
    return read(path(tenant, application) + "/connection", Connection.class);
  }

  private <T> Optional<T> read(String path, Class<T> type) {
    try {
      return services.read(Service.ENTITLEMENT, path, type);
    } catch (ServiceAway e) {
      throw away(e);
    }
  }

  /// @param setup as `PUT /api/tenants/{tenantId}/applications/{applicationId}/connection` takes it
  void connect(Caller caller, String tenant, String application, Map<String, String> setup) {
    change("PUT", path(tenant, application) + "/connection", setup);
    log.info(
        "{} changed how application {} of tenant {} is reached",
        caller.subject(),
        application,
        tenant);
  }

  /// What waits for it is tried now.
  void probe(String tenant, String application) {
    change("POST", path(tenant, application) + "/connection/probe", Map.of());
  }

  private void change(String method, String path, Map<String, String> body) {
    try {
      services.change(Service.ENTITLEMENT, method, path, body);
    } catch (ServiceAway e) {
      throw away(e);
    }
  }

  private static String path(String tenant, String application) {
    return "/api/tenants/%s/applications/%s"
        .formatted(Typed.application(tenant), Typed.application(application));
  }

  private static ApiProblem away(ServiceAway away) {
    return ApiProblem.unavailable("service-away", away.getMessage() + ".", SOON);
  }
}
