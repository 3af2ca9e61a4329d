package dev.offboard.local.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/// Reads and writes JSON the same way everywhere in this module. Unknown fields are ignored, so
/// that a file written by a newer build can be read by this one.
public final class Json {
  /// Shared and never reconfigured: an `ObjectMapper` is thread-safe once built.
  public static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Json() {}

  /// One line, as a log or an event file wants it.
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("%s can't be written as JSON".formatted(value.getClass()), e);
    }
  }

  /// Indented, as a person reads it.
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("%s can't be written as JSON".formatted(value.getClass()), e);
    }
  }

  /// The parsed tree; fails with the position of the first error.
  public static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// The value that the text describes; fails with the position of the first error.
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "Not a %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
    }
  }
}
