package dev.offboard.orchestrator.inventory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.calls.ServiceAway;
import dev.offboard.orchestrator.inventory.Inventory.Application;
import dev.offboard.orchestrator.inventory.ServiceReads.Service;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The applications that one user's leaving is about: where roles are held, and those that are told
/// of everybody.
@Component
final class HeldApplications {
  /// As many as entitlement-service tells at once; who has more sees ids in the place of names.
  private static final int MOST_NAMED = 500;

  private static final String BY_HAND = "manual";
  private static final String IN_ORDER = "working";

  private final ServiceReads reads;

  HeldApplications(ServiceReads reads) {
    this.reads = reads;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Grant(String applicationId, String role) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Grants(List<Grant> grants) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Named(String applicationId, @Nullable String name) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record NamedPage(List<Named> applications) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Connection(
      String applicationId,
      String method,
      String owner,
      @Nullable String covers,
      @Nullable String standing) {
    boolean isOfEverybody() {
      return "everybody".equals(covers);
    }

    boolean isByHand() {
      return method.equals(BY_HAND);
    }

    String words() {
      return isByHand() ? "by hand, by " + owner : "by a call (%s)".formatted(method);
    }

    @Nullable String trouble() {
      return standing == null || standing.equals(IN_ORDER) || isByHand() ? null : standing;
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Connections(List<Connection> connections) {}

  /// @throws ServiceAway if entitlement-service doesn't say
  List<Application> of(UserRef user) {
    String tenant = "/api/tenants/" + user.tenantId();
    SortedMap<String, List<String>> roles = new TreeMap<>();
    read(tenant + "/users/%s/grants".formatted(user.userId()), Grants.class)
        .map(Grants::grants)
        .orElse(List.of())
        .stream()
        .collect(Collectors.groupingBy(Grant::applicationId))
        .forEach((id, held) -> roles.put(id, held.stream().map(Grant::role).sorted().toList()));
    Map<String, Connection> connections =
        read(tenant + "/connections", Connections.class)
            .map(Connections::connections)
            .orElse(List.of())
            .stream()
            .collect(Collectors.toMap(Connection::applicationId, it -> it));
    connections.values().stream()
        .filter(Connection::isOfEverybody)
        .forEach(it -> roles.putIfAbsent(it.applicationId(), List.of()));
    Map<String, String> names =
        read(tenant + "/applications?limit=" + MOST_NAMED, NamedPage.class)
            .map(NamedPage::applications)
            .orElse(List.of())
            .stream()
            .filter(it -> it.name() != null)
            .collect(Collectors.toMap(Named::applicationId, it -> String.valueOf(it.name())));
    return roles.entrySet().stream()
        .map(
            it ->
                application(
                    it.getKey(),
                    names.getOrDefault(it.getKey(), it.getKey()),
                    it.getValue(),
                    connections.get(it.getKey())))
        .sorted(Comparator.comparing(Application::name))
        .toList();
  }

  private static Application application(
      String id, String name, List<String> roles, @Nullable Connection connection) {
    return connection == null
        ? new Application(id, name, roles, "here alone", false, null)
        : new Application(
            id, name, roles, connection.words(), connection.isByHand(), connection.trouble());
  }

  private <T> Optional<T> read(String path, Class<T> type) {
    return reads.read(Service.ENTITLEMENT, path, type);
  }
}
