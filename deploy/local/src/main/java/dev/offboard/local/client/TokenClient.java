package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tokens of the API, for people and programs.
public final class TokenClient {
  private static final String PATH = "/api/tokens";

  private final Api api;

  TokenClient(Api api) {
    this.api = api;
  }

  /// @param tenant the one it is bound to; none: all
  /// @param person the user of the directory whose it is, TENANT/USER; it ends with them
  /// @param expiresAt none: in 90 days
  public record Wish(
      String name,
      Optional<String> tenant,
      List<String> roles,
      Optional<String> person,
      Optional<Instant> expiresAt) {}

  /// The token with itself under `token`. Sent once: each time is another token.
  public JsonNode create(Wish wish) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", wish.name());
    body.put("roles", wish.roles());
    wish.tenant().ifPresent(tenant -> body.put("tenantId", tenant));
    wish.person().ifPresent(person -> body.put("person", person));
    wish.expiresAt().ifPresent(time -> body.put("expiresAt", time.toString()));
    return api.post(PATH, body).expect(201).body();
  }

  /// The latest first, also dead ones.
  public List<JsonNode> list() {
    List<JsonNode> tokens = new ArrayList<>();
    api.get(PATH).expect(200).body().path("tokens").forEach(tokens::add);
    return tokens;
  }

  /// The token with its new self under `token`; the one before is good for the overlap.
  public JsonNode rotate(String id, Duration overlap) {
    return api.post(
            "%s/%s/rotation".formatted(PATH, id), Map.of("overlapSeconds", overlap.toSeconds()))
        .expect(200)
        .body();
  }

  /// @throws ServiceRefusal with status 404 if there is none
  public void revoke(String id) {
    api.delete(PATH + "/" + id).expect(204);
  }
}
