package dev.offboard.orchestrator.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.DeadLetterReplayed;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@Import(DeadLettersApiSliceTest.WithoutBroker.class)
public class DeadLettersApiSliceTest extends OrchestratorSlice {
  private static final String TOPIC = "offboarding.lifecycle-dlt";
  private static final UUID OFFBOARDING = UUID.randomUUID();

  @Autowired KeptInMemory topics;

  @TestConfiguration(proxyBeanMethods = false)
  public static class WithoutBroker {
    @Bean
    @Primary
    KeptInMemory keptInMemory() {
      return new KeptInMemory();
    }
  }

  @BeforeEach
  void nothing_is_set_aside_yet() {
    topics.letters.clear();
    topics.published.clear();
    topics.away = false;
  }

  @Test
  void the_list_says_where_each_came_from_who_gave_up_and_why_and_shows_no_body() {
    setAside(7, "acme/u-1", "{\"offboardingId\":\"%s\"}".formatted(OFFBOARDING));

    MvcTestResult answer = get("/api/dead-letters");

    assertThat(answer).hasStatus(200);
    JsonNode item = bodyOf(answer).path("items").path(0);
    assertThat(item.path("id").asString()).isEqualTo(TOPIC + "~0~7");
    assertThat(item.path("origin").path("topic").asString()).isEqualTo("offboarding.lifecycle");
    assertThat(item.path("origin").path("partition").asInt()).isEqualTo(3);
    assertThat(item.path("origin").path("offset").asLong()).isEqualTo(4711);
    assertThat(item.path("consumer").asString()).isEqualTo("session");
    assertThat(item.path("reason").asString()).isEqualTo("handler");
    assertThat(item.path("offboardingId").asString()).isEqualTo(OFFBOARDING.toString());
    assertThat(item.path("user").asString()).isEqualTo("acme/u-1");
    assertThat(item.path("size").asInt()).isPositive();
    assertThat(item.has("body")).isFalse();
  }

  @Test
  void one_letter_shows_its_body_only_if_it_is_json_text() {
    setAside(1, "acme/u-1", "{\"a\":\"\\u001b[31m\"}");
    setAside(2, "acme/u-1", "{\"a\": ");

    assertThat(bodyOf(get("/api/dead-letters/" + TOPIC + "~0~1")).path("body").asString())
        .isEqualTo("{\"a\":\"\\u001b[31m\"}");
    assertThat(bodyOf(get("/api/dead-letters/" + TOPIC + "~0~2")).has("body")).isFalse();
    assertThat(get("/api/dead-letters/" + TOPIC + "~0~3")).hasStatus(404);
    assertThat(get("/api/dead-letters/nonsense")).hasStatus(404);
  }

  @Test
  void a_replay_publishes_the_record_as_it_was_and_tells_the_audit() {
    ConsumerRecord<byte[], byte[]> letter =
        setAside(9, "acme/u-1", "{\"offboardingId\":\"%s\"}".formatted(OFFBOARDING));
    long before = replaysTold().size();

    assertThat(replay(TOPIC + "~0~9")).hasStatus(202);

    ProducerRecord<byte[], byte[]> published = topics.published.getFirst();
    assertThat(published.topic()).isEqualTo("offboarding.lifecycle");
    assertThat(published.partition()).isEqualTo(3);
    assertThat(published.key()).isEqualTo(letter.key());
    assertThat(published.value()).isEqualTo(letter.value());
    assertThat(published.headers()).extracting("key").containsExactly("ce_id", "ce_type");
    assertThat(replaysTold()).hasSize((int) before + 1);
    DeadLetterReplayed told = replaysTold().getLast();
    assertThat(told.deadLetter()).isEqualTo(TOPIC + "~0~9");
    assertThat(told.consumer()).isEqualTo("session");
    assertThat(told.offboardingId()).isEqualTo(new OffboardingId(OFFBOARDING));
    assertThat(told.tenantId()).isEqualTo(new TenantId("acme"));
    assertThat(told.userId()).isEqualTo(new UserId("u-1"));
    assertThat(told.by().id()).isEqualTo("operator");
  }

  @Test
  void what_nobody_can_read_is_replayed_and_told_without_what_it_does_not_say() {
    setAside(11, "?", "\u0000\u0001");

    assertThat(replay(TOPIC + "~0~11")).hasStatus(202);

    DeadLetterReplayed told = replaysTold().getLast();
    assertThat(told.deadLetter()).isEqualTo(TOPIC + "~0~11");
    assertThat(told.offboardingId()).isNull();
    assertThat(told.userId()).isNull();
  }

  @Test
  void a_replay_that_did_not_happen_is_not_told() {
    setAside(12, "acme/u-1", "{}");
    long before = replaysTold().size();
    topics.away = true;

    MvcTestResult answer = replay(TOPIC + "~0~12");

    assertThat(answer).hasStatus(503);
    assertThat(answer.getResponse().getHeader("Retry-After")).isNotNull();
    assertThat(replaysTold()).hasSize((int) before);
  }

  @Test
  void a_letter_that_names_a_topic_which_is_not_its_own_goes_nowhere() {
    ConsumerRecord<byte[], byte[]> letter = setAside(13, "acme/u-1", "{}");
    letter.headers().remove("kafka_dlt-original-topic");
    header(letter, "kafka_dlt-original-topic", "offboarding.reports".getBytes(UTF_8));

    assertThat(replay(TOPIC + "~0~13")).hasStatus(409);
    assertThat(topics.published).isEmpty();
  }

  @Test
  void an_offboarding_is_named_only_if_it_is_the_only_one() {
    setAside(
        14,
        "session/1",
        "{\"reports\":[{\"offboardingId\":\"%s\"},{\"offboardingId\":\"%s\"}]}"
            .formatted(UUID.randomUUID(), UUID.randomUUID()));

    assertThat(bodyOf(get("/api/dead-letters")).path("items").path(0).has("offboardingId"))
        .isFalse();
  }

  private List<DeadLetterReplayed> replaysTold() {
    return jdbc.sql(
            "SELECT type, payload FROM outbox WHERE type = 'offboarding.dead-letter-replayed.v1'"
                + " ORDER BY id")
        .query(
            (row, n) ->
                (DeadLetterReplayed)
                    codec.read(row.getString("type"), row.getString("payload").getBytes(UTF_8)))
        .list();
  }

  private MvcTestResult replay(String id) {
    return http.post()
        .uri("/api/dead-letters/{id}/replay", id)
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .exchange();
  }

  private ConsumerRecord<byte[], byte[]> setAside(long offset, String key, @Nullable String body) {
    ConsumerRecord<byte[], byte[]> letter =
        new ConsumerRecord<>(
            TOPIC, 0, offset, key.getBytes(UTF_8), body == null ? null : body.getBytes(UTF_8));
    header(letter, "ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
    header(letter, "ce_type", "offboarding.user-deprovisioned.v1".getBytes(UTF_8));
    header(letter, "spring_json_header_types", new byte[] {1});
    header(letter, "kafka_dlt-original-topic", "offboarding.lifecycle".getBytes(UTF_8));
    header(letter, "kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(3).array());
    header(letter, "kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(4711).array());
    header(letter, "offboarding_dlt_consumer", "session".getBytes(UTF_8));
    header(letter, "offboarding_dlt_reason", "handler".getBytes(UTF_8));
    topics.letters.add(letter);
    return letter;
  }

  private static void header(ConsumerRecord<?, ?> letter, String name, byte[] value) {
    letter.headers().add(name, value);
  }
}
