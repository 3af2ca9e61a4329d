package dev.offboard.orchestrator.inventory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.calls.ServiceAway;
import dev.offboard.orchestrator.inventory.Inventory.ApiKey;
import dev.offboard.orchestrator.inventory.Inventory.OAuthGrant;
import dev.offboard.orchestrator.inventory.Inventory.Session;
import dev.offboard.orchestrator.inventory.ServiceReads.Service;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Asks all services at the same time what one user can get at.
@Component
public class Inventories implements AutoCloseable {
  private final ServiceReads reads;
  private final HeldApplications applications;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  Inventories(ServiceReads reads, HeldApplications applications) {
    this.reads = reads;
    this.applications = applications;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record ApiKeys(List<ApiKey> apiKeys) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record OAuthGrants(List<OAuthGrant> oauthGrants) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Sessions(List<Session> sessions) {}

  /// Outside of any transaction: they are calls over the network.
  public Inventory of(UserRef user) {
    String path = "/api/tenants/%s/users/%s/".formatted(user.tenantId(), user.userId());
    CompletableFuture<Told<List<ApiKey>>> keys =
        ask(
            () ->
                reads
                    .read(Service.IDENTITY, path + "api-keys", ApiKeys.class)
                    .map(ApiKeys::apiKeys)
                    .orElse(List.of())
                    .stream()
                    .filter(key -> key.revokedAt() == null)
                    .toList());
    CompletableFuture<Told<List<OAuthGrant>>> grants =
        ask(
            () ->
                reads
                    .read(Service.IDENTITY, path + "oauth-grants", OAuthGrants.class)
                    .map(OAuthGrants::oauthGrants)
                    .orElse(List.of())
                    .stream()
                    .filter(grant -> grant.revokedAt() == null)
                    .toList());
    CompletableFuture<Told<List<Session>>> sessions =
        ask(
            () ->
                reads
                    .read(Service.SESSION, path + "sessions", Sessions.class)
                    .map(Sessions::sessions)
                    .orElse(List.of())
                    .stream()
                    .filter(Session::isLive)
                    .toList());
    CompletableFuture<Told<List<Inventory.Application>>> held = ask(() -> applications.of(user));
    return new Inventory(keys.join(), grants.join(), held.join(), sessions.join());
  }

  private <T> CompletableFuture<Told<T>> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Told.known(question.get());
          } catch (ServiceAway e) {
            return Told.away(e);
          }
        },
        executor);
  }

  @Override
  public void close() {
    executor.close();
  }
}
