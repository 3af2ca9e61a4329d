package dev.offboard.audit.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.verify.Finding;
import dev.offboard.audit.verify.History;
import dev.offboard.audit.verify.ProofVerifier;
import dev.offboard.audit.verify.SampleLog;
import dev.offboard.audit.verify.Stories;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.audit.verify.Verdict.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A certificate with everything in it that entries may say, and what tests do with it.
final class SampleCertificate {
  private static final Path GOLDEN = Path.of("src/test/resources/certificate");

  /// The same for everybody, so that the golden files are.
  static final SigningKey KEY =
      SigningKey.parse(
          "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");

  static final List<String> ENTRIES = Stories.withNotes(Stories.detailedOffboarding(1));
  static final String ID =
      EntryBody.parse(ENTRIES.getFirst().getBytes(StandardCharsets.UTF_8))
          .flatMap(it -> it.text("offboardingId"))
          .orElseThrow();
  static final SampleLog LOG = SampleLog.of(among(ENTRIES)).signedBy(KEY);
  static final Certificate CERTIFICATE = LOG.certificate(ID);
  static final Trust TRUST = Trust.in(KEY.verifier());

  private SampleCertificate() {}

  static Certificate certificate(List<String> entries) {
    return SampleLog.of(entries).certificate(ID);
  }

  private static List<String> among(List<String> entries) {
    List<String> all = new ArrayList<>(Stories.entries(2, 300));
    for (int i = 0; i < entries.size(); i++) {
      all.add(10 + 15 * i, entries.get(i));
    }
    return all;
  }

  static Verdict verify(String certificate) {
    return ProofVerifier.verify(bytes(certificate), Optional.empty(), TRUST, History.none());
  }

  static void refuted(Consumer<ObjectNode> change, String what) {
    Verdict verdict = verify(changed(change));
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUTED);
    assertThat(verdict.refuted()).extracting(Finding::what).anyMatch(it -> it.contains(what));
  }

  static ObjectNode tree() {
    return (ObjectNode) JsonMapper.shared().readTree(CERTIFICATE.toJson());
  }

  static String changed(Consumer<ObjectNode> change) {
    ObjectNode json = tree();
    change.accept(json);
    return json.toString();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static ArrayNode results(ObjectNode json) {
    return (ArrayNode) json.path("statement").path("results");
  }

  static List<?> schemaErrors(String document) throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(
            SampleCertificate.class.getResourceAsStream(
                "/schemas/offboarding-certificate.v1.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
          .validate(document, InputFormat.JSON);
    }
  }

  static void golden(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  static void eachValue(JsonNode node, String path, Consumer<String> each) {
    if (node.isObject()) {
      node.properties().forEach(it -> eachValue(it.getValue(), path + "/" + it.getKey(), each));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        eachValue(node.get(i), path + "/" + i, each);
      }
    } else {
      each.accept(path);
    }
  }

  static void change(ObjectNode json, String place) {
    int slash = place.lastIndexOf('/');
    JsonNode parent = json.at(place.substring(0, slash));
    String name = place.substring(slash + 1);
    JsonNode value = json.at(place);
    JsonNode other =
        value.isNumber()
            ? json.numberNode(value.longValue() + 1)
            : json.stringNode(value.isNull() ? "x" : value.stringValue() + "x");
    if (parent instanceof ObjectNode object) {
      object.set(name, other);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), other);
    }
  }

  static ObjectNode statement(ObjectNode json) {
    return (ObjectNode) json.path("statement");
  }

  static ArrayNode entries(ObjectNode json) {
    return (ArrayNode) json.path("entries");
  }

  static ObjectNode entry(ObjectNode json, int place) {
    return (ObjectNode) entries(json).get(place);
  }
}
