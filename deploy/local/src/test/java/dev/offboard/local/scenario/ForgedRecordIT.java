package dev.offboard.local.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.delivery.TopicOffsets;
import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.kafka.KafkaLogin;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/// Somebody has the database role of a service, and so its outbox, which the relay publishes to
/// whatever topic a row names.
@OnPlatform
class ForgedRecordIT {
  private static final String DEPROVISIONED = "offboarding.user-deprovisioned.v1";
  private static final String REPORTS = "offboarding.step-reports.v1";
  private static final int PARTICIPANTS = 4;

  private final Stage stage;

  ForgedRecordIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void an_announcement_forged_in_an_outbox_has_no_effect_and_is_on_record() {
    UserRef ada = stage.companyOf("it-forged", 1).getFirst();
    stage.services().identity().setPassword(ada, Stage.PASSWORD);

    UUID inOwnName = forge(Topics.LIFECYCLE, DEPROVISIONED, "/session", announcement(ada));
    UUID inAnothers = forge(Topics.LIFECYCLE, DEPROVISIONED, "/orchestrator", announcement(ada));

    stage.await("on record", () -> rejections(inOwnName) == PARTICIPANTS);
    stage.await("on record", () -> rejections(inAnothers) == PARTICIPANTS);
    assertThat(stage.canSignIn(ada)).isTrue();
    assertThat(stage.services().entitlement().isAllowed(ada, Stage.READER)).isTrue();
  }

  @Test
  void a_report_forged_for_another_participant_completes_nothing() throws Exception {
    UserRef bob = stage.companyOf("it-forged-report", 1).getFirst();
    OffboardingId id;
    try (AutoCloseable _ = stage.curse(bob)) {
      stage.sessionOf(bob);
      id = stage.offboard(bob, Stage.PLANNED);
      stage.await(
          "all but session have completed",
          id,
          it -> it.steps().stream().filter(step -> step.state().equals("COMPLETED")).count() == 3);

      UUID forged = forge(Topics.REPORTS, REPORTS, "/session", completed(bob, id));

      // the orchestrator and the audit
      stage.await("on record", () -> rejections(forged) == 2);
      OffboardingView view = stage.services().offboardings().get(id);
      assertThat(view.state()).isEqualTo(OffboardingState.REVOKING);
    }
    stage.await("revoked", id, it -> it.state() == OffboardingState.REVOKED);
  }

  @Test
  void who_has_no_password_is_not_let_in() {
    KafkaAccess broker = stage.coordinates().kafka();

    assertThatThrownBy(() -> send(KafkaAccess.open(broker.bootstrapServers()), announcementOf("x")))
        .hasRootCauseInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> send(as("session", "guessed"), announcementOf("x")))
        .hasRootCauseInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void a_participant_cannot_write_what_is_announced_nor_report_past_its_outbox() {
    for (String topic :
        List.of(Topics.LIFECYCLE, Topics.LIFECYCLE_URGENT, Topics.REPORTS, Topics.HISTORY)) {
      assertThatThrownBy(() -> send(as("session"), new ProducerRecord<>(topic, "k", "{}")))
          .as(topic)
          .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }
    assertThatThrownBy(() -> send(as("relay"), new ProducerRecord<>(Topics.REQUESTS, "k", "{}")))
        .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(() -> send(as("session"), new ProducerRecord<>("made.by.chance", "k", "{}")))
        .hasRootCauseInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void the_orchestrator_sees_how_far_others_have_read_and_moves_none_of_them() throws Exception {
    stage.offboard(stage.companyOf("it-consumers", 1).getFirst(), Stage.PLANNED);
    try (TopicOffsets offsets = new TopicOffsets(as("orchestrator"))) {
      stage.await(
          "everybody has read",
          () ->
              offsets
                  .topicsByConsumer()
                  .keySet()
                  .containsAll(
                      List.of("identity", "entitlement", "session", "audit", "audit-log")));
    }
    try (Admin admin = Admin.create(as("orchestrator").settings(Map.of()))) {
      assertThatThrownBy(
              () ->
                  admin
                      .alterConsumerGroupOffsets(
                          "session",
                          Map.of(new TopicPartition(Topics.LIFECYCLE, 0), new OffsetAndMetadata(0)))
                      .all()
                      .get(20, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(GroupAuthorizationException.class);
    }
  }

  @Test
  void what_the_relay_writes_by_itself_has_no_effect_and_is_on_record() throws Exception {
    UserRef cleo = stage.companyOf("it-forged-relay", 1).getFirst();
    stage.services().identity().setPassword(cleo, Stage.PASSWORD);
    ProducerRecord<String, String> record = announcementOf(announcement(cleo));
    UUID id = UUID.randomUUID();
    record.headers().add("ce_id", id.toString().getBytes(UTF_8));
    record.headers().add("ce_type", DEPROVISIONED.getBytes(UTF_8));
    record.headers().add("ce_source", "/orchestrator".getBytes(UTF_8));
    record.headers().add("ce_mac", "session:00000000.forged".getBytes(UTF_8));

    send(as("relay"), record);

    stage.await("on record", () -> rejections(id) == PARTICIPANTS);
    assertThat(stage.canSignIn(cleo)).isTrue();
  }

  private static ProducerRecord<String, String> announcementOf(String body) {
    return new ProducerRecord<>(Topics.LIFECYCLE, "it/forged", body);
  }

  private void send(KafkaAccess access, ProducerRecord<String, String> record) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            access.settings(Map.of("max.block.ms", 8_000)),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get(20, TimeUnit.SECONDS);
    }
  }

  private KafkaAccess as(String principal) throws IOException {
    return as(
        principal,
        Files.readString(
                stage
                    .coordinates()
                    .dataDirectory()
                    .resolve("secrets/kafka/%s.password".formatted(principal)))
            .strip());
  }

  private KafkaAccess as(String principal, String password) {
    return new KafkaAccess(
        stage.coordinates().kafka().bootstrapServers(),
        Optional.of(KafkaLogin.of(principal, password)));
  }

  private UUID forge(String topic, String type, String source, String body) {
    UUID id = UUID.randomUUID();
    stage.sql(
        """
        SET ROLE identity;
        INSERT INTO identity.outbox (id, aggregatetype, aggregateid, type, source, payload)
        VALUES ('%s', '%s', 'it/forged', '%s', '%s', '%s');
        RESET ROLE
        """
            .formatted(id, topic, type, source, body));
    return id;
  }

  private long rejections(UUID id) {
    return stage.number(
        "SELECT count(*) FROM audit.entry WHERE kind = 'record-rejected' AND body LIKE '%%%s%%'"
            .formatted(id));
  }

  private static String announcement(UserRef user) {
    return """
    {"offboardingId":"%s","tenantId":"%s","userId":"%s","epoch":1,"attempt":1,
     "participants":["identity","entitlement","session","audit"],"reason":"immediate-termination",
     "initiator":{"id":"nobody","role":"operator"},"effectiveAt":"2026-01-01T00:00:00Z","respondBy":"2026-01-01T00:05:00Z"}
    """
        .formatted(UUID.randomUUID(), user.tenantId(), user.userId());
  }

  private static String completed(UserRef user, OffboardingId id) {
    return """
    {"participant":"session","reports":[{"outcome":"completed","offboardingId":"%s","tenantId":"%s","userId":"%s",
     "epoch":1,"attempt":1,"phase":"revoke","evidence":{"sessions":1},"residual":0,"at":"2026-01-01T00:00:00Z"}]}
    """
        .formatted(id, user.tenantId(), user.userId());
  }
}
