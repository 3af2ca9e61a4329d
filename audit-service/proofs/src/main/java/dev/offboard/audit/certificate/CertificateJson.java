package dev.offboard.audit.certificate;

import dev.offboard.audit.note.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The file of a certificate, and its difference to the one that its entries make.
final class CertificateJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private CertificateJson() {}

  static String write(Certificate certificate) {
    return MAPPER.writeValueAsString(certificate) + "\n";
  }

  /// @throws IllegalArgumentException unless it is one JSON document
  static JsonNode read(byte[] file) {
    try {
      return MAPPER.readTree(file);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the certificate is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static SignedCheckpoint checkpoint(JsonNode json) {
    return SignedCheckpoint.parse(text(json, "checkpoint"));
  }

  static List<ProvenEntry> entries(JsonNode json) {
    List<ProvenEntry> entries = new ArrayList<>();
    for (JsonNode entry : json.path("entries")) {
      JsonNode index = entry.path("leafIndex");
      if (!index.isIntegralNumber() || !index.canConvertToLong()) {
        throw new IllegalArgumentException(
            "entry number %d of the certificate has no leafIndex".formatted(entries.size() + 1));
      }
      entries.add(new ProvenEntry(index.longValue(), text(entry, "body"), text(entry, "proof")));
    }
    return entries;
  }

  /// Where `said` is not what `derived` is, if anywhere.
  static Optional<String> difference(JsonNode said, Certificate derived) {
    return difference("", said, MAPPER.readTree(MAPPER.writeValueAsString(derived)));
  }

  private static Optional<String> difference(String path, JsonNode said, JsonNode derived) {
    if (said.equals(derived)) {
      return Optional.empty();
    }
    if (said.isObject() && derived.isObject()) {
      TreeSet<String> names = new TreeSet<>(said.propertyNames());
      names.addAll(derived.propertyNames());
      for (String name : names) {
        Optional<String> inside =
            difference(path + "/" + name, said.path(name), derived.path(name));
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    if (said.isArray() && derived.isArray() && said.size() == derived.size()) {
      for (int i = 0; i < said.size(); i++) {
        Optional<String> inside = difference(path + "/" + i, said.path(i), derived.path(i));
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.of(
        "%s is %s (expected: %s, by the entries)".formatted(path, shown(said), shown(derived)));
  }

  private static String shown(JsonNode node) {
    if (node.isMissingNode()) {
      return "absent";
    }
    return node.isContainer()
        ? "%s of %d".formatted(node.isArray() ? "a list" : "an object", node.size())
        : node.toString();
  }

  private static String text(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.isString()) {
      throw new IllegalArgumentException("the certificate has no %s".formatted(member));
    }
    return value.stringValue();
  }
}
