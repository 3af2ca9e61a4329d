package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.identity.PlainText;
import dev.offboard.identity.account.UserSearch.FoundUser;
import dev.offboard.identity.tenant.Tenants;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Looks for users by what people know of them. Who finds too many writes more of the name: there
/// are no further pages.
@RestController
final class UserSearchApi {
  private static final int LONGEST_QUERY = 100;
  private static final int MOST = 100;

  private final UserSearch search;
  private final Tenants tenants;

  UserSearchApi(UserSearch search, Tenants tenants) {
    this.search = search;
    this.tenants = tenants;
  }

  @GetMapping("/api/tenants/{tenantId}/users")
  Found searchUsers(
      @PathVariable TenantId tenantId,
      @RequestParam String query,
      @RequestParam(defaultValue = "20") int limit) {
    tenants.require(tenantId);
    return find(tenantId, query, limit);
  }

  @GetMapping("/api/users")
  Found searchUsersOfAllTenants(
      @RequestParam String query, @RequestParam(defaultValue = "20") int limit) {
    return find(null, query, limit);
  }

  private Found find(@Nullable TenantId tenant, String query, int limit) {
    if (limit < 1 || limit > MOST) {
      throw PlainText.invalid("limit", "%d (expected: 1 to %d)".formatted(limit, MOST));
    }
    List<FoundUser> found =
        search.find(tenant, PlainText.required("query", query.strip(), LONGEST_QUERY), limit + 1);
    return new Found(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
  }

  /// @param more whether there are others, which a longer query would find
  record Found(List<FoundUser> users, boolean more) {}
}
