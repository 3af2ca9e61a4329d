package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tenants, users and what they sign in with.
public final class IdentityClient {
  private final Api api;

  IdentityClient(Api api) {
    this.api = api;
  }

  /// Makes the tenant if it isn't there and sees to its name; true when it is new.
  public boolean putTenant(TenantId tenant, String name) {
    return api.put(tenantPath(tenant), Map.of("name", name)).expect(200, 201).status() == 201;
  }

  /// At most 500 at a time; the outcomes are in the order of the users.
  public List<RowOutcome> putUsers(TenantId tenant, List<NewUser> users) {
    Answer answer = api.put(tenantPath(tenant) + "/users", Map.of("users", users)).expect(200);
    return RowOutcome.read(answer, users.size());
  }

  /// The user's status (ACTIVE, DEPROVISIONED, ERASED), unless identity has never heard of it.
  public Optional<String> statusOf(UserRef user) {
    Answer answer = api.get(userPath(user)).expect(200, 404);
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(answer.body().path("status").asText());
  }

  /// What the user signs in with; fails if there is no such user.
  public String userNameOf(UserRef user) {
    return api.get(userPath(user)).expect(200).body().path("userName").asText();
  }

  /// Lets the user sign in with `password` from now on; everything else about it stays.
  public void setPassword(UserRef user, String password) {
    JsonNode known = api.get(userPath(user)).expect(200).body();
    Map<String, String> body = new LinkedHashMap<>();
    for (String field :
        List.of("userName", "kind", "displayName", "mail", "externalId", "otherContractUntil")) {
      if (known.hasNonNull(field)) {
        body.put(field, known.path(field).asText());
      }
    }
    body.put("password", password);
    api.put(userPath(user), body).expect(200);
  }

  /// True when the password is right and its owner may sign in.
  public boolean signIn(TenantId tenant, String userName, String password) {
    return api.postRepeatably(
                tenantPath(tenant) + "/sign-ins",
                Map.of("userName", userName, "password", password))
            .expect(200, 401)
            .status()
        == 200;
  }

  /// The only copy of a new API key of the user.
  public String createApiKey(UserRef user) {
    return api.postRepeatably(userPath(user) + "/api-keys", Map.of())
        .expect(200, 201)
        .body()
        .path("key")
        .asText();
  }

  /// True while the key is good for anything.
  public boolean isActive(String apiKey) {
    return api.postRepeatably("/api/api-keys/introspect", Map.of("key", apiKey))
        .expect(200)
        .body()
        .path("active")
        .asBoolean();
  }

  private static String tenantPath(TenantId tenant) {
    return "/api/tenants/" + tenant;
  }

  private static String userPath(UserRef user) {
    return "/api/tenants/%s/users/%s".formatted(user.tenantId(), user.userId());
  }
}
