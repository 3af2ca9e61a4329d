package dev.offboard.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.offboard.contracts.EncryptedNote;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.OffboardingRequested;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.WireNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/// Golden files are what was released: one per message version, never edited. A changed shape is a
/// new wire name with a new file.
class WireFormatTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path SCHEMAS = Path.of("../contracts/src/main/resources/schemas");
  private static final Path ASYNC_API = Path.of("../docs/asyncapi.yaml");

  private final MessageCodec codec = new MessageCodec();
  private final JsonMapper json = JsonMapper.builder().build();

  static Stream<Message> samples() {
    return Samples.all().stream();
  }

  static Stream<Message> completeSamples() {
    return Samples.complete().stream();
  }

  @Test
  void every_wire_name_has_a_sample() {
    assertThat(Samples.all())
        .extracting(WireNames::of)
        .containsExactlyElementsOf(WireNames.known());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_golden_file_is_written_and_read(Message sample) throws IOException {
    assertGolden(GOLDEN, sample);
  }

  @ParameterizedTest
  @MethodSource("completeSamples")
  void the_golden_file_with_all_that_may_be_absent_is_written_and_read(Message sample)
      throws IOException {
    assertGolden(GOLDEN.resolve("complete"), sample);
    assertThat(
            errors(SchemaOf.message(WireNames.of(sample), sample.getClass()), codec.write(sample)))
        .isEmpty();
  }

  private void assertGolden(Path folder, Message sample) throws IOException {
    Path file = folder.resolve(WireNames.of(sample) + ".json");
    String written =
        json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(codec.write(sample)))
            + "\n";
    if (Boolean.getBoolean("golden.update") && !Files.exists(file)) {
      Files.createDirectories(folder);
      Files.writeString(file, written);
    }
    assertThat(Files.readString(file)).isEqualTo(written);
    assertThat(codec.read(WireNames.of(sample), Files.readAllBytes(file))).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_schema_says_what_the_record_says_and_accepts_the_golden_file(Message sample)
      throws IOException {
    String wireName = WireNames.of(sample);
    Path file = SCHEMAS.resolve(wireName + ".schema.json");
    String schema = SchemaOf.message(wireName, sample.getClass());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(SCHEMAS);
      Files.writeString(file, schema);
    }
    assertThat(Files.readString(file)).isEqualTo(schema);
    assertThat(errors(schema, Files.readString(GOLDEN.resolve(wireName + ".json")))).isEmpty();
    assertThat(errors(schema, "{\"tenantId\": 7}")).isNotEmpty();
  }

  @Test
  void unknown_fields_are_ignored() {
    String body =
        codec
            .write(Samples.all().getFirst())
            .replaceFirst("\\{", "{\"addedLater\": {\"by\": [\"v1.1\"]}, ");

    assertThat(codec.read("offboarding.requested.v1", bytes(body)))
        .isEqualTo(Samples.all().getFirst());
  }

  @Test
  void an_optional_field_may_be_absent_and_no_other() {
    OffboardingRequested request = (OffboardingRequested) Samples.all().getFirst();
    String without =
        codec.write(request).replace(",\"effectiveAt\":\"" + request.effectiveAt() + "\"", "");

    assertThat(codec.read("offboarding.requested.v1", bytes(without)))
        .isInstanceOfSatisfying(
            OffboardingRequested.class, r -> assertThat(r.effectiveAt()).isNull());
    assertThatThrownBy(
            () ->
                codec.read(
                    "offboarding.requested.v1",
                    bytes(without.replace("\"reason\":\"planned-departure\",", ""))))
        .isInstanceOf(UnreadableMessage.class);
  }

  @Test
  void a_note_is_carried_as_it_was_encrypted() throws IOException {
    StateChange told = ((StateChanges) Samples.all().getLast()).changes().getFirst();
    StateChanges noted =
        new StateChanges(
            List.of(
                told.with(
                    new EncryptedNote("algorithm", new UUID(1, 2), "salt", "commitment", "text"))));

    assertThat(codec.read(WireNames.of(noted), bytes(codec.write(noted)))).isEqualTo(noted);
    String schema = SchemaOf.message(WireNames.of(noted), StateChanges.class);
    assertThat(errors(schema, codec.write(noted))).isEmpty();
    assertThat(errors(schema, codec.write(noted).replace("ciphertext", "text"))).isNotEmpty();
  }

  @Test
  void a_state_of_a_newer_version_does_not_stop_the_reader() {
    String body = codec.write(Samples.all().getLast()).replace("\"REVOKED\"", "\"PARTLY_REVOKED\"");

    assertThat(codec.read("offboarding.state-changes.v1", bytes(body)))
        .isInstanceOfSatisfying(
            StateChanges.class,
            m -> assertThat(m.changes().getLast().to()).isEqualTo(OffboardingState.UNKNOWN));
  }

  @Test
  void an_announcement_without_a_priority_or_with_a_newer_one_is_normal() {
    UserDeprovisioned sample =
        (UserDeprovisioned)
            Samples.all().stream()
                .filter(UserDeprovisioned.class::isInstance)
                .findFirst()
                .orElseThrow();
    String body = codec.write(sample);

    assertThat(body).doesNotContain("priority");
    assertThat(read(body).priority()).isNull();
    assertThat(read(body.replaceFirst("\\{", "{\"priority\":\"URGENT\",")).priority())
        .isEqualTo(Priority.URGENT);
    assertThat(read(body.replaceFirst("\\{", "{\"priority\":\"WORLD_ENDS\",")).priority())
        .isEqualTo(Priority.NORMAL);
  }

  private UserDeprovisioned read(String body) {
    return (UserDeprovisioned) codec.read("offboarding.user-deprovisioned.v1", bytes(body));
  }

  @Test
  void an_unreadable_body_is_described_without_quoting_it() {
    String body = "{\"offboardingId\": \"secret-of-ada\"}";

    assertThatThrownBy(() -> codec.read(WireNames.of(erased()), bytes(body)))
        .isInstanceOf(UnreadableMessage.class)
        .hasMessageNotContaining("secret-of-ada")
        .hasNoCause();
  }

  @Test
  void a_body_that_is_null_is_unreadable() {
    assertThatThrownBy(() -> codec.read(WireNames.of(erased()), bytes("null")))
        .isInstanceOf(UnreadableMessage.class)
        .hasMessageContaining("body is null");
  }

  @Test
  @SuppressWarnings("unchecked")
  void the_asyncapi_document_names_every_topic_and_every_message() throws IOException {
    Map<String, Object> document = new Yaml().load(Files.readString(ASYNC_API));
    Map<String, Map<String, Object>> channels =
        (Map<String, Map<String, Object>>) document.get("channels");
    assertThat(channels.values())
        .extracting(channel -> channel.get("address"))
        .containsExactlyInAnyOrderElementsOf(Topics.ALL);

    Map<String, Object> components = (Map<String, Object>) document.get("components");
    Map<String, Map<String, Object>> messages =
        (Map<String, Map<String, Object>>) components.get("messages");
    assertThat(messages.values())
        .extracting(message -> message.get("name"))
        .containsExactlyInAnyOrderElementsOf(WireNames.known());
    for (Map<String, Object> message : messages.values()) {
      Map<String, String> payload = (Map<String, String>) message.get("payload");
      assertThat(ASYNC_API.resolveSibling(payload.get("$ref")))
          .exists()
          .hasFileName(message.get("name") + ".schema.json");
    }
    Set<String> published = new HashSet<>();
    for (Map<String, Object> channel : channels.values()) {
      ((Map<String, Map<String, String>>) channel.get("messages"))
          .values()
          .forEach(ref -> published.add(ref.get("$ref")));
    }
    assertThat(published)
        .isEqualTo(
            messages.keySet().stream()
                .map(name -> "#/components/messages/" + name)
                .collect(Collectors.toSet()));
  }

  private static UserErased erased() {
    return Samples.all().stream()
        .filter(UserErased.class::isInstance)
        .map(UserErased.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<Error> errors(String schema, String document) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema)
        .validate(document, InputFormat.JSON);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
