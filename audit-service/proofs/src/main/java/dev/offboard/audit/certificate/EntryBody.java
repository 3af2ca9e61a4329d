package dev.offboard.audit.certificate;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an entry says: a JSON object with a `kind`. Members that are missing, or of another type
/// than asked for, are absent.
public final class EntryBody {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String kind;
  private final JsonNode json;

  private EntryBody(String kind, JsonNode json) {
    this.kind = kind;
    this.json = json;
  }

  /// Empty for bytes that are no entry of this product.
  public static Optional<EntryBody> parse(byte[] body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json.isObject()
          ? text(json, "kind").map(kind -> new EntryBody(kind, json))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /// What it tells of.
  public String kind() {
    return kind;
  }

  public boolean isStateChange() {
    return kind.equals("state-change");
  }

  public boolean isReport() {
    return kind.equals("report");
  }

  public Optional<String> text(String member) {
    return text(json, member);
  }

  public OptionalLong number(String member) {
    return number(json.path(member));
  }

  /// A number in an object inside.
  public OptionalLong number(String member, String inside) {
    return number(json.path(member).path(inside));
  }

  /// When it happened.
  public Optional<Instant> at() {
    return time(json.path("at"));
  }

  static Optional<Instant> time(JsonNode value) {
    try {
      return value.isString() ? Optional.of(Instant.parse(value.stringValue())) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// A text or a whole number, as a text.
  @Nullable String scalar(String member) {
    return scalar(json.path(member));
  }

  static @Nullable String scalar(JsonNode value) {
    return value.isString() || value.isIntegralNumber() ? value.asString() : null;
  }

  JsonNode member(String member) {
    return json.path(member);
  }

  private static Optional<String> text(JsonNode json, String member) {
    JsonNode value = json.path(member);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  private static OptionalLong number(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong()
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }
}
