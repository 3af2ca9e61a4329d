package dev.offboard.local.directory;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offboard.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Reads a SCIM 2.0 ListResponse (RFC 7644 section 3.4.2), also several one after the other as a
/// script that fetches page by page leaves them, an array of users, or single users.
final class ScimUsers {
  private static final String LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
  private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
  private static final String RESOURCES = "Resources";

  private final InputFile file;
  private final UserRows rows;
  private long promised;
  private long seen;

  private ScimUsers(InputFile file, UserRows rows) {
    this.file = file;
    this.rows = rows;
  }

  /// @throws dev.offboard.local.journal.PlatformFailure when the file as a whole can't be
  ///   understood
  static Parsed<UserRow> read(InputFile file, ImportRules rules, TenantNames tenants) {
    ScimUsers reading = new ScimUsers(file, new UserRows(file.name(), rules, tenants));
    try (JsonParser json = Json.MAPPER.getFactory().createParser(file.text())) {
      while (json.nextToken() != null) {
        reading.document(json);
      }
    } catch (JsonEOFException e) {
      throw file.corrupt(e, "the file ends in the middle; export it again");
    } catch (JsonProcessingException e) {
      throw file.corrupt(e, "no JSON: %s");
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can't fail to be read", e);
    }
    return reading.result();
  }

  private void document(JsonParser json) throws IOException {
    JsonLocation start = json.currentTokenLocation();
    switch (json.currentToken()) {
      case START_ARRAY -> resources(json);
      case START_OBJECT -> response(json, start);
      default ->
          throw file.corrupt(
              start.getLineNr(),
              start.getColumnNr(),
              "expected a SCIM ListResponse, found a bare value");
    }
  }

  /// Reads the resources as they come, so that each knows its line, and keeps the rest of the
  /// message.
  private void response(JsonParser json, JsonLocation start) throws IOException {
    ObjectNode rest = Json.MAPPER.createObjectNode();
    boolean listed = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equalsIgnoreCase(RESOURCES) && value == JsonToken.START_ARRAY) {
        resources(json);
        listed = true;
      } else {
        rest.set(field, Json.MAPPER.<JsonNode>readTree(json));
      }
    }
    ScimUser.text(rest, "totalResults").ifPresent(total -> promised = parse(total));
    if (!listed) {
      withoutResources(rest, start);
    }
  }

  private void withoutResources(ObjectNode rest, JsonLocation start) {
    List<String> schemas = ScimUser.schemas(rest);
    if (schemas.contains(ERROR)) {
      throw file.refused(
          "holds no users but an error of the identity provider: %s %s"
              .formatted(
                  ScimUser.text(rest, "status").orElse("without status,"),
                  ScimUser.text(rest, "detail").orElse("without detail")));
    }
    if (schemas.stream().anyMatch(LIST_RESPONSE::equalsIgnoreCase)) {
      return; // an empty list needs no Resources
    }
    if (new ScimUser(rest).userName().isEmpty() && schemas.isEmpty()) {
      throw file.corrupt(
          start.getLineNr(),
          start.getColumnNr(),
          "expected a SCIM ListResponse or User, found an object with %s"
              .formatted(
                  rest.isEmpty()
                      ? "nothing in it"
                      : String.join(
                          ", ", rest.properties().stream().map(f -> f.getKey()).toList())));
    }
    resource(rest, start);
  }

  private void resources(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonLocation start = json.currentTokenLocation();
      resource(Json.MAPPER.<JsonNode>readTree(json), start);
    }
  }

  private void resource(JsonNode resource, JsonLocation start) {
    rows.add(
        new Place(file.name(), start.getLineNr(), "%s[%d]".formatted(RESOURCES, seen)), resource);
    seen++;
  }

  private Parsed<UserRow> result() {
    if (promised > seen) {
      rows.remark(
          "%s: holds %d of the %d users that the identity provider has; export the other pages too"
              .formatted(file.name(), seen, promised));
    }
    return rows.parsed();
  }

  private static long parse(String number) {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      return 0; // only used to notice missing pages
    }
  }
}
