package dev.offboard.local.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offboard.local.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// As much of SCIM 2.0 (RFC 7644) as a deprovisioning meets. Everybody has an account: it is made
/// when it is first searched for. One that was deleted stays so.
final class ScimApplication {
  private static final Pattern FILTER = Pattern.compile("(externalId|userName) eq \"(.*)\"");
  private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  private final Map<String, ObjectNode> byName = new ConcurrentHashMap<>();
  private final Switch behaviour;
  private final String token;

  ScimApplication(Switch behaviour, String token) {
    this.behaviour = behaviour;
    this.token = token;
  }

  Reply answer(Question question) {
    if (!question.header("Authorization").filter(("Bearer " + token)::equals).isPresent()) {
      return Reply.of(401);
    }
    if (question.path().equals("/ServiceProviderConfig")) {
      return Reply.of(200, Map.of("patch", Map.of("supported", canPatch())));
    }
    if (question.path().equals("/Users") && question.method().equals("GET")) {
      return search(question.query());
    }
    if (question.path().startsWith("/Users/")) {
      String id =
          URLDecoder.decode(question.path().substring("/Users/".length()), StandardCharsets.UTF_8);
      return byName.values().stream()
          .filter(account -> account.path("id").asText().equals(id) && !isDeleted(account))
          .findFirst()
          .map(account -> act(question, account))
          .orElse(Reply.of(404));
    }
    return Reply.of(404);
  }

  /// How many accounts are active, inactive and deleted.
  synchronized Map<String, Long> counts() {
    return Map.of(
        "active", byName.values().stream().filter(a -> a.path("active").asBoolean()).count(),
        "inactive",
            byName.values().stream()
                .filter(a -> !isDeleted(a) && !a.path("active").asBoolean())
                .count(),
        "deleted", byName.values().stream().filter(ScimApplication::isDeleted).count());
  }

  private synchronized Reply search(String query) {
    Matcher filter = FILTER.matcher(query);
    if (!filter.find()) {
      return Reply.of(400);
    }
    String attribute = filter.group(1);
    ObjectNode account =
        byName.computeIfAbsent(
            attribute + " " + filter.group(2), key -> fresh(attribute, filter.group(2)));
    List<ObjectNode> found = isDeleted(account) ? List.of() : List.of(account);
    return Reply.of(
        200, Map.of("schemas", List.of(LIST), "totalResults", found.size(), "Resources", found));
  }

  private synchronized Reply act(Question question, ObjectNode account) {
    boolean isTrue = behaviour.behaviour() != Behaviour.LIE;
    return switch (question.method()) {
      case "GET" -> Reply.of(200, account);
      case "PATCH" -> {
        if (!canPatch()) {
          yield Reply.of(501);
        }
        JsonNode active = Json.tree(question.body()).at("/Operations/0/value");
        if (isTrue) {
          account.put("active", active.asBoolean());
        }
        yield Reply.of(200, account);
      }
      case "PUT" -> {
        if (isTrue) {
          account.put("active", Json.tree(question.body()).path("active").asBoolean());
        }
        yield Reply.of(200, account);
      }
      case "DELETE" -> {
        if (isTrue) {
          account.removeAll();
        }
        yield Reply.of(204);
      }
      default -> Reply.of(405);
    };
  }

  private boolean canPatch() {
    return behaviour.behaviour() != Behaviour.NO_PATCH;
  }

  /// An empty one is remembered in the place of what was deleted.
  private static boolean isDeleted(ObjectNode account) {
    return account.isEmpty();
  }

  private static ObjectNode fresh(String attribute, String name) {
    ObjectNode account = Json.MAPPER.createObjectNode();
    account.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    account.put("id", UUID.randomUUID().toString());
    account.put("externalId", name);
    account.put("userName", name);
    account.put(attribute, name);
    account.put("active", true);
    return account;
  }
}
