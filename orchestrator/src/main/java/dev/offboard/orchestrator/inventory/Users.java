package dev.offboard.orchestrator.inventory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.calls.ServiceAway;
import dev.offboard.orchestrator.inventory.ServiceReads.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The directory's users as people look for them and know them.
@Component
public class Users {
  /// As many as one looks over.
  private static final int MOST_SHOWN = 25;

  private final ServiceReads reads;

  Users(ServiceReads reads) {
    this.reads = reads;
  }

  /// @param more whether there are others, which a longer query would find
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Found(List<Account> users, boolean more) {
    static final Found NOBODY = new Found(List.of(), false);

    public boolean isUnique() {
      return users.size() == 1 && !more;
    }
  }

  /// @param tenant null for all of them
  /// @param query 1 to 100 characters
  public Told<Found> search(@Nullable TenantId tenant, String query) {
    String path =
        "%s/users?limit=%d&query=%s"
            .formatted(
                tenant == null ? "/api" : "/api/tenants/" + tenant,
                MOST_SHOWN,
                URLEncoder.encode(query, StandardCharsets.UTF_8));
    try {
      return Told.known(reads.read(Service.IDENTITY, path, Found.class).orElse(Found.NOBODY));
    } catch (ServiceAway e) {
      return Told.away(e);
    }
  }

  /// Known and empty for one who isn't there.
  public Told<Optional<Account>> find(UserRef user) {
    String path = "/api/tenants/%s/users/%s".formatted(user.tenantId(), user.userId());
    try {
      return Told.known(reads.read(Service.IDENTITY, path, Account.class));
    } catch (ServiceAway e) {
      return Told.away(e);
    }
  }

  /// What to call somebody: the id where no name is known, or nobody says it now.
  public String nameOf(UserRef user) {
    Optional<Account> known = find(user).value();
    return known == null
        ? user.userId().value()
        : known.map(Account::name).orElse(user.userId().value());
  }
}
