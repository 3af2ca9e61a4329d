package dev.offboard.entitlement.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.contracts.TenantId;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.Required;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Connections over HTTP, apart from the application's roles: who imports roles cannot disconnect
/// an application by leaving its connection out.
@RestController
@RequestMapping("/api/tenants/{tenantId}")
class ConnectionApi {
  /// Long enough for a day off, short enough to be within most grace periods.
  private static final Duration DEADLINE = Duration.ofHours(24);

  private final ConnectionRegistry registry;
  private final Connections connections;

  ConnectionApi(ConnectionRegistry registry, Connections connections) {
    this.registry = registry;
    this.connections = connections;
  }

  @PutMapping("/applications/{applicationId}/connection")
  ConnectionView putConnection(
      @PathVariable TenantId tenantId,
      @PathVariable ApplicationId applicationId,
      @RequestBody ConnectionRequest request) {
    Connection.Key key = new Connection.Key(tenantId, applicationId);
    registry.check(request.setup(), request.secret());
    registry.put(key, request.setup(), request.secret());
    return view(key);
  }

  @GetMapping("/applications/{applicationId}/connection")
  ConnectionView getConnection(
      @PathVariable TenantId tenantId, @PathVariable ApplicationId applicationId) {
    return view(new Connection.Key(tenantId, applicationId));
  }

  /// What waits for the application is tried now.
  @PostMapping("/applications/{applicationId}/connection/probe")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ConnectionView probeConnection(
      @PathVariable TenantId tenantId, @PathVariable ApplicationId applicationId) {
    Connection.Key key = new Connection.Key(tenantId, applicationId);
    registry.probe(key);
    return view(key);
  }

  @DeleteMapping("/applications/{applicationId}/connection")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteConnection(
      @PathVariable TenantId tenantId, @PathVariable ApplicationId applicationId) {
    registry.delete(new Connection.Key(tenantId, applicationId));
  }

  @GetMapping("/connections")
  ConnectionList listConnections(@PathVariable TenantId tenantId) {
    return new ConnectionList(connections.of(tenantId).stream().map(ConnectionView::of).toList());
  }

  private ConnectionView view(Connection.Key key) {
    return connections
        .find(key)
        .map(ConnectionView::of)
        .orElseThrow(() -> ConnectionRegistry.notConnected(key));
  }

  /// What is left out gets its default; the secret stays as it is while target and method do.
  record ConnectionRequest(
      @Required Method method,
      @Nullable OrderClass order,
      @Nullable Duration deadline,
      @Required OwnerId owner,
      @Nullable URI target,
      @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable Secret secret,
      @Nullable AccountPattern account,
      @Nullable Lookup lookup,
      @Nullable OnErase onErase,
      @Nullable Covers covers) {
    Connection.Setup setup() {
      return new Connection.Setup(
          method,
          Objects.requireNonNullElse(order, OrderClass.ANY),
          Objects.requireNonNullElse(deadline, DEADLINE),
          owner,
          target,
          Objects.requireNonNullElse(account, AccountPattern.USER_ID),
          Objects.requireNonNullElse(lookup, Lookup.EXTERNAL_ID),
          Objects.requireNonNullElse(onErase, OnErase.DELETE),
          Objects.requireNonNullElse(covers, Covers.HOLDERS));
    }
  }

  /// `standing` is working, failing, quarantined or disabled; `since` and `trouble` say more.
  record ConnectionView(
      ApplicationId applicationId,
      Method method,
      OrderClass order,
      Duration deadline,
      OwnerId owner,
      @Nullable URI target,
      AccountPattern account,
      Lookup lookup,
      OnErase onErase,
      Covers covers,
      String standing,
      @Nullable Instant since,
      @Nullable String trouble,
      @Nullable Instant triedAt) {
    static ConnectionView of(Connection connection) {
      Connection.Setup setup = connection.setup();
      Connection.Health health = connection.health();
      return new ConnectionView(
          connection.key().applicationId(),
          setup.method(),
          setup.order(),
          setup.deadline(),
          setup.owner(),
          setup.target(),
          setup.account(),
          setup.lookup(),
          setup.onErase(),
          setup.covers(),
          health.standing(),
          health.since(),
          health.trouble(),
          health.triedAt());
    }
  }

  record ConnectionList(List<ConnectionView> connections) {}
}
