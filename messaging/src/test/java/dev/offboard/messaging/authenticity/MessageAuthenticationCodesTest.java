package dev.offboard.messaging.authenticity;

import static dev.offboard.messaging.authenticity.Authenticity.Standing.AUTHENTIC;
import static dev.offboard.messaging.authenticity.Authenticity.Standing.FORGED;
import static dev.offboard.messaging.authenticity.Authenticity.Standing.FOR_ANOTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Message;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.RecordRejected;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageAuthenticationCodesTest {
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final Message ANYTHING =
      new RecordRejected("orchestrator", "o", "t", 0, 0, "/x", null, Instant.EPOCH);
  private static final String KEY_1 = key(1);
  private static final String KEY_2 = key(2);
  private static final String KEY_3 = key(3);

  @TempDir private Path folder = Path.of("");
  private Authenticity orchestrator;
  private Authenticity session;
  private Authenticity audit;

  @BeforeEach
  void services() throws IOException {
    orchestrator =
        of(
            "orchestrator",
            "to.session = " + KEY_1,
            "to.audit = " + key(4),
            "from.session = " + KEY_2,
            "from.orchestrator = " + key(5));
    session =
        of(
            "session",
            "to.orchestrator = " + KEY_2,
            "to.audit = " + KEY_3,
            "from.orchestrator = " + KEY_1,
            "from.session = " + key(6));
    audit =
        of(
            "audit",
            "to.orchestrator = " + key(7),
            "from.orchestrator = " + key(4),
            "from.session = " + KEY_3,
            "from.audit = " + key(8));
  }

  @Test
  void what_the_orchestrator_announces_is_believed_by_each_reader() {
    Sent sent = announcement();

    assertThat(sent.check(session)).isEqualTo(AUTHENTIC);
    assertThat(sent.check(audit)).isEqualTo(AUTHENTIC);
  }

  @Test
  void whatever_is_changed_on_the_way_is_not_believed() {
    Sent sent = announcement();

    assertThat(sent.topic(Topics.LIFECYCLE_URGENT).check(session)).isEqualTo(FORGED);
    assertThat(sent.key("acme/bob").check(session)).isEqualTo(FORGED);
    assertThat(sent.id(UUID.randomUUID()).check(session)).isEqualTo(FORGED);
    assertThat(sent.header("ce_type", "offboarding.user-erased.v1").check(session))
        .isEqualTo(FORGED);
    assertThat(sent.header("ce_source", "/audit").check(session)).isEqualTo(FORGED);
    assertThat(sent.body("{} ").check(session)).isEqualTo(FORGED);
    assertThat(sent.header(Authenticity.HEADER, "").check(session)).isEqualTo(FORGED);
    assertThat(sent.header(Authenticity.HEADER, "session:00000000.AAAA").check(session))
        .isEqualTo(FORGED);
  }

  @Test
  void a_code_for_one_reader_convinces_no_other() {
    Sent sent = announcement();
    String forSession =
        sent.headers().get(Authenticity.HEADER).lines().findFirst().orElseThrow().split(";")[1];
    assertThat(forSession).startsWith("session:");

    Sent toAudit = sent.header(Authenticity.HEADER, forSession.replace("session:", "audit:"));

    assertThat(toAudit.check(audit)).isEqualTo(FORGED);
  }

  @Test
  void a_participant_cannot_announce_with_its_own_keys() {
    Sent own = sealed(session, Topics.LIFECYCLE, "/session");
    Sent inTheNameOfTheOrchestrator = sealed(session, Topics.LIFECYCLE, "/orchestrator");

    assertThat(own.check(audit)).isEqualTo(FORGED);
    assertThat(inTheNameOfTheOrchestrator.check(audit)).isEqualTo(FORGED);
  }

  @Test
  void a_participant_reports_for_itself_and_for_nobody_else() {
    Sent sent = sealed(session, Topics.REPORTS, "/session");
    Message own = new StepReports(ParticipantName.SESSION, List.of());
    Message foreign = new StepReports(ParticipantName.IDENTITY, List.of());

    assertThat(orchestrator.check(sent.record(), ID, own)).isEqualTo(AUTHENTIC);
    assertThat(orchestrator.check(sent.record(), ID, foreign)).isEqualTo(FORGED);
  }

  @Test
  void a_part_set_aside_comes_back_to_who_set_it_aside_only() {
    Sent sent = sealed(session, Topics.REPORTS, "/session");
    Sent part =
        sent.header(Authenticity.SET_ASIDE_BY, "orchestrator")
            .header(Authenticity.HEADER, orchestrator.sealForOurselves(sent.envelope()));
    Message own = new StepReports(ParticipantName.SESSION, List.of());

    assertThat(orchestrator.check(part.record(), ID, own)).isEqualTo(AUTHENTIC);
    assertThat(audit.check(part.record(), ID, own)).isEqualTo(FOR_ANOTHER);
    assertThat(orchestrator.check(part.body("{} ").record(), ID, own)).isEqualTo(FORGED);
    assertThat(audit.check(part.header(Authenticity.SET_ASIDE_BY, "nobody").record(), ID, own))
        .isEqualTo(FORGED);
  }

  @Test
  void requests_are_open_to_whom_the_broker_lets_write() {
    Sent sent = new Sent(Topics.REQUESTS, "acme/ada", ID, "{}", Map.of("ce_source", "/hr"));

    assertThat(sent.check(orchestrator)).isEqualTo(AUTHENTIC);
  }

  @Test
  void a_key_is_replaced_without_downtime() throws IOException {
    Authenticity reader =
        of(
            "session",
            "to.orchestrator = " + KEY_2,
            "from.orchestrator = " + KEY_1 + ", " + key(9),
            "from.session = " + key(6));
    Authenticity writer =
        of("orchestrator", "to.session = " + key(9) + "," + KEY_1, "from.orchestrator = " + key(5));

    assertThat(announcement().check(reader)).isEqualTo(AUTHENTIC);
    assertThat(sealed(writer, Topics.LIFECYCLE, "/orchestrator").check(reader))
        .isEqualTo(AUTHENTIC);
    assertThat(sealed(writer, Topics.LIFECYCLE, "/orchestrator").check(session)).isEqualTo(FORGED);
  }

  @Test
  void a_file_without_usable_keys_is_refused_without_quoting_them() {
    assertThatThrownBy(() -> of("session", "to.audit = c2hvcnQ="))
        .hasMessageContaining("to.audit")
        .hasMessageContaining("32 bytes")
        .hasMessageNotContaining("c2hvcnQ");
    assertThatThrownBy(() -> of("session", "to.audit = " + KEY_1)).hasMessageContaining("from.");
    assertThatThrownBy(() -> new MessageAuthenticationCodes("session", folder.resolve("missing")))
        .hasMessageContaining("offboard.authenticity.key-file");
  }

  private Sent announcement() {
    return sealed(orchestrator, Topics.LIFECYCLE, "/orchestrator");
  }

  private static Sent sealed(Authenticity writer, String topic, String source) {
    Sent sent =
        new Sent(
            topic,
            "acme/ada",
            ID,
            "{}",
            Map.of("ce_source", source, "ce_type", "offboarding.user-deprovisioned.v1"));
    return sent.header(Authenticity.HEADER, writer.seal(sent.envelope()));
  }

  private Authenticity of(String service, String... lines) throws IOException {
    Path file = Files.createTempFile(folder, service, "");
    Files.writeString(file, String.join("\n", lines));
    return new MessageAuthenticationCodes(service, file);
  }

  private static String key(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// A record on its way.
  private record Sent(String topic, String key, UUID id, String body, Map<String, String> headers) {
    Envelope envelope() {
      return new Envelope(
          topic,
          key,
          id,
          headers.getOrDefault("ce_type", ""),
          headers.getOrDefault("ce_source", ""),
          body.getBytes(StandardCharsets.UTF_8));
    }

    Authenticity.Standing check(Authenticity reader) {
      return reader.check(record(), id, ANYTHING);
    }

    ConsumerRecord<byte[], byte[]> record() {
      ConsumerRecord<byte[], byte[]> record =
          new ConsumerRecord<>(
              topic,
              0,
              0,
              key.getBytes(StandardCharsets.UTF_8),
              body.getBytes(StandardCharsets.UTF_8));
      headers.forEach(
          (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      return record;
    }

    Sent topic(String other) {
      return new Sent(other, key, id, body, headers);
    }

    Sent key(String other) {
      return new Sent(topic, other, id, body, headers);
    }

    Sent id(UUID other) {
      return new Sent(topic, key, other, body, headers);
    }

    Sent body(String other) {
      return new Sent(topic, key, id, other, headers);
    }

    Sent header(String name, String value) {
      Map<String, String> changed = new HashMap<>(headers);
      changed.put(name, value);
      return new Sent(topic, key, id, body, changed);
    }
  }
}
