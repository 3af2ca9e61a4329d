package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.journal.PlatformFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Accounts of people who operate the platform.
public final class PersonClient {
  private static final String PATH = "/api/people";

  private final Api api;

  PersonClient(Api api) {
    this.api = api;
  }

  /// @param tenant the one it is bound to; none: all
  /// @param person the user of the directory, TENANT/USER
  public record Wish(
      String signInName, Optional<String> tenant, List<String> roles, Optional<String> person) {}

  /// The account with a password for one sign-in under `oneTimePassword`. Sent once.
  public JsonNode create(Wish wish) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("signInName", wish.signInName());
    body.put("roles", wish.roles());
    wish.tenant().ifPresent(tenant -> body.put("tenantId", tenant));
    wish.person().ifPresent(person -> body.put("person", person));
    return api.post(PATH, body).expect(201).body();
  }

  /// The latest first, also disabled ones.
  public List<JsonNode> list() {
    List<JsonNode> people = new ArrayList<>();
    api.get(PATH).expect(200).body().path("people").forEach(people::add);
    return people;
  }

  /// @param who an id, or the name that somebody signs in with
  public JsonNode disable(String who) {
    return change(who, "disabling");
  }

  public JsonNode enable(String who) {
    return change(who, "enabling");
  }

  /// With a password for one sign-in under `oneTimePassword`.
  public JsonNode reset(String who) {
    return change(who, "password-reset");
  }

  private JsonNode change(String who, String what) {
    return api.post("%s/%s/%s".formatted(PATH, idOf(who), what), Map.of()).expect(200).body();
  }

  private String idOf(String who) {
    return list().stream()
        .filter(
            it ->
                it.path("id").asText().equals(who)
                    || it.path("signInName").asText().equalsIgnoreCase(who))
        .map(it -> it.path("id").asText())
        .findFirst()
        .orElseThrow(
            () ->
                new PlatformFailure(
                    "Nobody has the account %s. Nothing was done; `offboard person list` shows them"
                        .formatted(who)));
  }
}
