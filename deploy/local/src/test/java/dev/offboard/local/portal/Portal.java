package dev.offboard.local.portal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.NewUser;
import dev.offboard.local.client.PersonClient.Wish;
import dev.offboard.local.runtime.Service;
import dev.offboard.local.scenario.Stage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The portal of a running platform, one browser, and whoever sits in front of it.
final class Portal implements AutoCloseable {
  private final Stage stage;
  private final URI address;
  private final Chromium chromium = new Chromium(Stage.PATIENCE);
  private final List<Desk> desks = new ArrayList<>();
  private int people;

  Portal(Stage stage) {
    this.stage = stage;
    this.address = stage.coordinates().url(Service.ORCHESTRATOR);
  }

  URI address() {
    return address;
  }

  /// In a tenant of their own, each with a role.
  List<UserRef> companyOf(String tenant, String... names) {
    return company(tenant, null, names);
  }

  /// The same, who all administer the tenant.
  List<UserRef> administratorsOf(String tenant, String... names) {
    return company(tenant, true, names);
  }

  private List<UserRef> company(String tenant, @Nullable Boolean isAdministrator, String... names) {
    List<UserRef> users = stage.companyOf(tenant, names.length);
    stage
        .services()
        .identity()
        .putUsers(
            new TenantId(tenant),
            IntStream.range(0, names.length)
                .mapToObj(n -> user(users.get(n), names[n], isAdministrator))
                .toList());
    return users;
  }

  private static NewUser user(UserRef user, String name, @Nullable Boolean isAdministrator) {
    return new NewUser(
        user.userId().value(),
        user.userId() + "." + user.tenantId(),
        "employee",
        name,
        user.userId() + "@example.com",
        null,
        null,
        isAdministrator);
  }

  /// Somebody of the same tenant, signed in.
  Desk somebody(UserRef colleague, String... roles) {
    String name = "%s-%d".formatted(colleague.tenantId(), ++people);
    JsonNode made =
        stage
            .services()
            .people()
            .create(
                new Wish(
                    name,
                    Optional.of(colleague.tenantId().value()),
                    List.of(roles),
                    Optional.empty()));
    Desk desk = desk();
    desk.signIn(name, made.path("oneTimePassword").asText());
    return desk;
  }

  /// Nobody has signed in.
  Desk desk() {
    Desk desk = chromium.desk(address, Stage.PATIENCE);
    desks.add(desk);
    return desk;
  }

  /// Everybody leaves; the answer is what their pages have done that they may not.
  List<String> clear() {
    try {
      return desks.stream().flatMap(desk -> desk.complaints().stream()).toList();
    } finally {
      desks.forEach(Desk::close);
      desks.clear();
    }
  }

  @Override
  public void close() {
    chromium.close();
  }
}
