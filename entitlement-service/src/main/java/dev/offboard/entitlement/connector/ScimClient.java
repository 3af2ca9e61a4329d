package dev.offboard.entitlement.connector;

import dev.offboard.entitlement.connection.Lookup;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The few requests of RFC 7644 that we need, at one service provider, for one call. Believes
/// nothing that it can check.
final class ScimClient {
  private static final int NOT_FOUND = 404;
  private static final String SCIM = "application/scim+json";

  private final ForeignHttp http;
  private final JsonMapper json;
  private final Call call;

  ScimClient(ForeignHttp http, JsonMapper json, Call call) {
    this.http = http;
    this.json = json;
    this.call = call;
  }

  /// The account, found by filter (section 3.4.2.2); absent if there is none. That no such path
  /// exists is not the same: a wrong base URL must never read as an account that is gone.
  Optional<JsonNode> find() throws CallFailed {
    Lookup lookup = call.connection().setup().lookup();
    String filter =
        "%s eq %s".formatted(lookup.attribute(), json.writeValueAsString(call.account()));
    JsonNode list =
        readable(
            get("/Users?filter=" + encoded(filter)),
            "the search for an account (is the target the base URL of its SCIM service?)");
    if (!list.path("totalResults").isIntegralNumber()) {
      throw CallFailed.ofApplication("answers the search for an account with no SCIM list");
    }
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode one : list.path("Resources")) {
      if (lookup.isSame(one.path(lookup.attribute()).asString(""), call.account())) {
        found.add(one);
      }
    }
    int said = list.path("totalResults").intValue();
    if (found.size() > 1) {
      throw CallFailed.ofTask("has %d accounts of this name".formatted(found.size()));
    }
    if (found.isEmpty() && said > 0) {
      throw CallFailed.ofTask("answers the search for an account with others");
    }
    if (found.size() == 1 && found.getFirst().path("id").asString("").isEmpty()) {
      throw CallFailed.ofTask("has an account without an id");
    }
    return found.stream().findFirst();
  }

  /// The account as it is now; absent if it is gone.
  Optional<JsonNode> read(String id) throws CallFailed {
    ForeignHttp.Answer answer = get(path(id));
    return answer.status() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(readable(answer, "the read back"));
  }

  /// Whether accounts can be patched, as the provider says itself (RFC 7643 section 5); yes, if it
  /// says nothing.
  boolean canPatch() throws CallFailed {
    ForeignHttp.Answer answer = get("/ServiceProviderConfig");
    return answer.status() == NOT_FOUND
        || readable(answer, "the question what it can do")
            .path("patch")
            .path("supported")
            .asBoolean(true);
  }

  ForeignHttp.Answer patch(String id, String body) throws CallFailed {
    return change("PATCH", id, body);
  }

  ForeignHttp.Answer put(String id, JsonNode account) throws CallFailed {
    return change("PUT", id, json.writeValueAsString(account));
  }

  ForeignHttp.Answer delete(String id) throws CallFailed {
    return change("DELETE", id, null);
  }

  private ForeignHttp.Answer change(String method, String id, @Nullable String body)
      throws CallFailed {
    call.standing().require();
    return send(method, path(id), body);
  }

  private ForeignHttp.Answer get(String path) throws CallFailed {
    return send("GET", path, null);
  }

  private ForeignHttp.Answer send(String method, String path, @Nullable String body)
      throws CallFailed {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + call.secret().revealed());
    headers.put("Accept", SCIM + ", application/json");
    if (!method.equals("GET")) {
      headers.put("Idempotency-Key", call.idempotencyKey());
    }
    if (body != null) {
      headers.put("Content-Type", SCIM);
    }
    ForeignHttp.Answer answer =
        http.send(new ForeignHttp.Request(method, URI.create(base() + path), headers, body));
    if (answer.status() >= 500 && answer.status() != 501
        || answer.status() == 401
        || answer.status() == 403
        || answer.status() == 429) {
      throw CallFailed.ofApplication("answers " + answer.status(), answer.retryAfter());
    }
    return answer;
  }

  private JsonNode readable(ForeignHttp.Answer answer, String what) throws CallFailed {
    if (!answer.isSuccess()) {
      throw CallFailed.ofApplication("answers %d to %s".formatted(answer.status(), what));
    }
    try {
      return json.readTree(answer.body());
    } catch (JacksonException e) {
      throw CallFailed.ofApplication("answers no JSON to " + what);
    }
  }

  private String base() {
    String target = call.target().toString();
    return target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
  }

  /// The id is theirs: it may hold anything.
  private static String path(String id) {
    return "/Users/" + encoded(id).replace(".", "%2E");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
