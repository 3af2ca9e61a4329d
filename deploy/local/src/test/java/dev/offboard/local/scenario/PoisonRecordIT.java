package dev.offboard.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnPlatform
class PoisonRecordIT {
  private static final List<String> PARTICIPANTS =
      List.of("audit", "entitlement", "identity", "session");

  private final Stage stage;

  PoisonRecordIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void whatever_is_on_the_partition_it_moves_on_and_the_poison_is_set_aside_with_its_origin()
      throws Exception {
    UserRef ada = stage.companyOf("it-poison-record", 1).getFirst();
    String deprovisioned = "offboarding.user-deprovisioned.v1";
    List<ProducerRecord<byte[], byte[]>> poison =
        List.of(
            record(null, deprovisioned),
            record(new byte[0], deprovisioned),
            record(new byte[2 * 1024 * 1024], deprovisioned),
            record("{\"offboardingId\": ".getBytes(StandardCharsets.UTF_8), deprovisioned),
            record("{}".getBytes(StandardCharsets.UTF_8), "offboarding.user-deprovisioned.v9"),
            record("{}".getBytes(StandardCharsets.UTF_8), "java.lang.ProcessBuilder"));
    write(poison);

    OffboardingId id = stage.offboard(ada, Stage.ERASURE);
    stage.await("completed", id, it -> it.state() == OffboardingState.COMPLETED);

    List<ConsumerRecord<byte[], byte[]>> setAside =
        deadLetters(poison.size() * PARTICIPANTS.size());
    assertThat(setAside).hasSize(poison.size() * PARTICIPANTS.size());
    for (String participant : PARTICIPANTS) {
      assertThat(setAside)
          .filteredOn(letter -> header(letter, "offboarding_dlt_consumer").equals(participant))
          .hasSize(poison.size())
          .allMatch(letter -> header(letter, "kafka_dlt-original-topic").equals(Topics.LIFECYCLE))
          .allMatch(letter -> !header(letter, "offboarding_dlt_reason").isEmpty());
    }
  }

  private void write(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            stage.coordinates().kafka().settings(Map.of("max.request.size", 4 * 1024 * 1024)),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        producer.send(record).get(30, TimeUnit.SECONDS);
      }
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> deadLetters(int expected) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            stage
                .coordinates()
                .kafka()
                .settings(Map.of("auto.offset.reset", "earliest", "enable.auto.commit", false)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      String topic = Topics.deadLetterTopicOf(Topics.LIFECYCLE);
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList());
      stage.await(
          "the dead letters are there",
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            return found.size() >= expected;
          });
      consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
    }
    return found;
  }

  private static ProducerRecord<byte[], byte[]> record(byte @Nullable [] body, String type) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.LIFECYCLE, 0, "it/poison".getBytes(StandardCharsets.UTF_8), body);
    record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    record.headers().add("ce_source", "/tests".getBytes(StandardCharsets.UTF_8));
    record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    record.headers().add("__TypeId__", "java.lang.Runtime".getBytes(StandardCharsets.UTF_8));
    record.headers().add("spring_json_header_types", new byte[] {0, 1, 2});
    return record;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
