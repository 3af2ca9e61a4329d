package dev.offboard.local.hostile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Bodies from their schemas, with something wrong.
final class HostileBodies {
  /// Above the services' limit for any body.
  private static final int TOO_LARGE = 70_000;

  private static final int MOST_DEPTH = 6;

  private final JsonNode document;
  private final HostileValues values;
  private final Random random;

  HostileBodies(JsonNode document, HostileValues values, Random random) {
    this.document = document;
    this.values = values;
    this.random = random;
  }

  /// @param content the media types of a request body, as OpenAPI has them
  byte[] of(JsonNode content) {
    String type = content.fieldNames().next();
    JsonNode schema = content.path(type).path("schema");
    return type.contains("form") ? form(schema).getBytes(UTF_8) : json(schema);
  }

  private String form(JsonNode schema) {
    return resolved(schema).path("properties").properties().stream()
        .filter(field -> random.nextInt(6) > 0)
        .map(field -> field.getKey() + "=" + Texts.percent(values.string()))
        .collect(Collectors.joining("&"));
  }

  private byte[] json(JsonNode schema) {
    return switch (random.nextInt(14)) {
      case 0 -> values.garbage();
      case 1 -> values.json().getBytes(UTF_8);
      case 2 -> cut(object(schema, 0).getBytes(UTF_8));
      case 3 -> object(schema, 0).getBytes(UTF_16);
      case 4 -> (object(schema, 0) + object(schema, 0)).getBytes(UTF_8);
      case 5 -> HostileValues.nested(TOO_LARGE / 2).getBytes(UTF_8);
      case 6 -> ("{\"x\":\"" + "y".repeat(TOO_LARGE) + "\"}").getBytes(UTF_8);
      case 7 -> many(schema).getBytes(UTF_8);
      default -> object(schema, 0).getBytes(UTF_8);
    };
  }

  private byte[] cut(byte[] body) {
    return Arrays.copyOf(body, random.nextInt(body.length));
  }

  /// The same field again and again, and some that nobody knows.
  private String many(JsonNode schema) {
    return IntStream.range(0, 50)
        .mapToObj(n -> fields(resolved(schema), 0))
        .flatMap(List::stream)
        .collect(Collectors.joining(",", "{\"__proto__\":{},", "}"));
  }

  private String object(JsonNode schema, int depth) {
    return "{" + String.join(",", fields(resolved(schema), depth)) + "}";
  }

  private List<String> fields(JsonNode schema, int depth) {
    List<String> fields = new ArrayList<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              if (random.nextInt(12) > 0) {
                String value =
                    random.nextInt(4) == 0 ? values.json() : value(field.getValue(), depth + 1);
                fields.add(Texts.quoted(field.getKey()) + ":" + value);
              }
            });
    return fields;
  }

  /// Of the type it should have.
  private String value(JsonNode described, int depth) {
    JsonNode schema = resolved(described);
    if (depth > MOST_DEPTH) {
      return "null";
    }
    if (schema.has("enum")) {
      return oneOf(schema.path("enum")).toString();
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema, depth);
      case "array" ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(n -> value(schema.path("items"), depth + 1))
              .collect(Collectors.joining(",", "[", "]"));
      case "integer", "number" -> String.valueOf(random.nextInt(-2, 400));
      case "boolean" -> String.valueOf(random.nextBoolean());
      default -> text(schema.path("format").asText());
    };
  }

  private String text(String format) {
    if (random.nextBoolean()) {
      return Texts.quoted(values.string());
    }
    return switch (format) {
      case "uuid" -> Texts.quoted(new UUID(random.nextLong(), random.nextLong()).toString());
      case "date-time" -> Texts.quoted("2026-11-2%dT10:00:00Z".formatted(random.nextInt(10)));
      default -> Texts.quoted("x" + random.nextInt(100));
    };
  }

  private JsonNode oneOf(JsonNode all) {
    List<JsonNode> values = StreamSupport.stream(all.spliterator(), false).toList();
    return values.get(random.nextInt(values.size()));
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }
}
