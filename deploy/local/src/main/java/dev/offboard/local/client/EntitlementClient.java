package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Applications, their roles, and who holds which.
public final class EntitlementClient {
  private static final int PAGE = 500;

  private final Api api;

  EntitlementClient(Api api) {
    this.api = api;
  }

  /// The tenant's applications and the roles each knows.
  public SortedMap<String, SortedSet<String>> applications(TenantId tenant) {
    SortedMap<String, SortedSet<String>> all = new TreeMap<>();
    String after = "";
    do {
      JsonNode page =
          api.get(
                  "/api/tenants/%s/applications?limit=%d%s"
                      .formatted(tenant, PAGE, after.isEmpty() ? "" : "&after=" + after))
              .expect(200)
              .body();
      for (JsonNode application : page.path("applications")) {
        SortedSet<String> roles = new TreeSet<>();
        application.path("roles").forEach(role -> roles.add(role.asText()));
        all.put(application.path("applicationId").asText(), roles);
      }
      after = page.path("next").asText("");
    } while (!after.isEmpty());
    return all;
  }

  /// Makes the application know exactly these roles. A role that it knew and that is missing is
  /// given up, with every grant of it: pass those of [#applications] along.
  public void putApplication(TenantId tenant, String applicationId, SortedSet<String> roles) {
    api.put(
            "/api/tenants/%s/applications/%s".formatted(tenant, applicationId),
            Map.of("roles", roles))
        .expect(200, 201);
  }

  /// Accounts in the application are from now on taken there, by SCIM.
  public void connect(TenantId tenant, String applicationId, ScimConnection connection) {
    api.put(
            "/api/tenants/%s/applications/%s/connection".formatted(tenant, applicationId),
            connection)
        .expect(200, 201);
  }

  /// At most 500 at a time; the outcomes are in the order of the grants.
  public List<RowOutcome> putGrants(TenantId tenant, List<NewGrant> grants) {
    Answer answer =
        api.put("/api/tenants/%s/grants".formatted(tenant), Map.of("grants", grants)).expect(200);
    return RowOutcome.read(answer, grants.size());
  }

  /// The decision an application asks for.
  public boolean isAllowed(UserRef user, Role role) {
    return api.postRepeatably(
            "/api/decisions",
            Map.of(
                "tenantId", user.tenantId().value(),
                "userId", user.userId().value(),
                "applicationId", role.applicationId(),
                "role", role.role()))
        .expect(200)
        .body()
        .path("allowed")
        .asBoolean();
  }

  /// What the user holds now.
  public SortedSet<Role> grantsOf(UserRef user) {
    SortedSet<Role> roles = new TreeSet<>();
    api.get("/api/tenants/%s/users/%s/grants".formatted(user.tenantId(), user.userId()))
        .expect(200)
        .body()
        .path("grants")
        .forEach(
            grant ->
                roles.add(
                    new Role(grant.path("applicationId").asText(), grant.path("role").asText())));
    return roles;
  }

  /// A connection as entitlement is told about it. Field names are those of its interface.
  public record ScimConnection(String method, String owner, String target, String secret) {
    /// To the application whose SCIM base URL is `target`.
    public static ScimConnection of(String owner, URI target, String secret) {
      return new ScimConnection("scim", owner, target.toString(), secret);
    }
  }

  /// A grant as entitlement is told about it. Field names are those of its interface.
  public record NewGrant(String userId, String applicationId, String role) {
    /// The user shall hold the role.
    public static NewGrant of(UserId user, Role role) {
      return new NewGrant(user.value(), role.applicationId(), role.role());
    }
  }
}
