package dev.offboard.local.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One SCIM user resource (RFC 7643 section 4.1) as exported: attribute names in any case (section
/// 2.1), empty texts for absent ones, booleans as texts (Entra ID writes `"True"`), numbers for
/// ids.
record ScimUser(JsonNode resource) {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  /// Ours: SCIM knows no contracts.
  private static final String CONTRACTS = "urn:offboard:params:scim:schemas:extension:1.0:User";

  private static final String CORE_USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String SCHEMAS = "schemas";

  Optional<String> id() {
    return text(resource, "id");
  }

  Optional<String> externalId() {
    return text(resource, "externalId");
  }

  Optional<String> userName() {
    return text(resource, "userName");
  }

  Optional<String> userType() {
    return text(resource, "userType");
  }

  /// The enterprise extension's `organization` (RFC 7643 section 4.3).
  Optional<String> organization() {
    return text(attribute(resource, ENTERPRISE), "organization");
  }

  /// Until when the user is employed under another contract than the one that a planned departure
  /// ends: an instant, which identity-service judges.
  Optional<String> otherContractUntil() {
    return text(attribute(resource, CONTRACTS), "otherContractUntil");
  }

  /// Whether the user administers the tenant; absent leaves it as it is.
  Optional<Boolean> isAdministrator() {
    JsonNode said = attribute(attribute(resource, CONTRACTS), "administrator");
    return said.isBoolean() ? Optional.of(said.booleanValue()) : Optional.empty();
  }

  /// What people call the user: `displayName`, else `name.formatted`, else given and family name.
  Optional<String> displayName() {
    JsonNode name = attribute(resource, "name");
    return text(resource, "displayName")
        .or(() -> text(name, "formatted"))
        .or(
            () ->
                Optional.of(
                        Stream.of(text(name, "givenName"), text(name, "familyName"))
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(" ")))
                    .filter(both -> !both.isEmpty()));
  }

  /// The primary mail address, else the one for work, else the first.
  Optional<String> mail() {
    List<JsonNode> mails = new ArrayList<>();
    attribute(resource, "emails").forEach(mails::add);
    return mails.stream()
        .filter(mail -> isTrue(attribute(mail, "primary")))
        .findFirst()
        .or(() -> mails.stream().filter(ScimUser::isForWork).findFirst())
        .or(() -> mails.stream().findFirst())
        .flatMap(mail -> mail.isTextual() ? Optional.of(mail.asText()) : text(mail, "value"));
  }

  /// Active unless it says otherwise.
  boolean isActive() {
    JsonNode active = attribute(resource, "active");
    return active.isMissingNode() || active.isNull() || isTrue(active);
  }

  /// False when it says that it is something else, such as a Group.
  boolean isUser() {
    return schemas(resource).isEmpty()
        || schemas(resource).stream().anyMatch(CORE_USER::equalsIgnoreCase);
  }

  static List<String> schemas(JsonNode node) {
    List<String> schemas = new ArrayList<>();
    attribute(node, SCHEMAS).forEach(schema -> schemas.add(schema.asText()));
    return schemas;
  }

  static JsonNode attribute(JsonNode node, String name) {
    JsonNode exact = node.path(name);
    if (!exact.isMissingNode()) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  static Optional<String> text(JsonNode node, String name) {
    JsonNode value = attribute(node, name);
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asText().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static boolean isForWork(JsonNode mail) {
    return text(mail, "type").filter("work"::equalsIgnoreCase).isPresent();
  }

  private static boolean isTrue(JsonNode value) {
    return value.asText().equalsIgnoreCase("true");
  }

  /// Without its content, which is personal.
  @Override
  public String toString() {
    return "ScimUser[%s]".formatted(id().orElse("without id"));
  }
}
