package dev.offboard.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.local.hostile.HostileRecords;
import dev.offboard.local.kafka.KafkaAccess;
import dev.offboard.local.kafka.KafkaLogin;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.platform.TopicReader;
import dev.offboard.local.runtime.RunningPlatform;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Somebody who may ask for offboardings by message sends what no reader can make sense of.
/// `-Dhostile.records=10000` for as many as one likes.
@OnPlatform
class HostileRecordsIT {
  private static final int RECORDS = Integer.getInteger("hostile.records", 1_000);
  private static final long SEED = Long.getLong("hostile.seed", 20_261_123L);
  private static final String TENANT = "it-hostile-records";
  private static final int PARTITIONS = 4;
  private static final Duration BOUND = Duration.ofMinutes(10);
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private final Stage stage;

  HostileRecordsIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void every_hostile_record_is_set_aside_and_no_partition_is_stuck() throws Exception {
    stage.companyOf(TENANT, 1);
    KafkaAccess trigger =
        new KafkaAccess(
            stage.coordinates().kafka().bootstrapServers(),
            Optional.of(KafkaLogin.of("trigger", password())));
    List<UUID> honest = new ArrayList<>();
    try (TopicReader setAside =
        new TopicReader(stage.coordinates().kafka(), Topics.deadLetterTopicOf(Topics.REQUESTS))) {
      send(trigger, honest);

      for (UUID each : honest) {
        stage.await(
            "the partition of " + each + " has moved on",
            BOUND,
            () ->
                stage.number(
                        "SELECT count(*) FROM orchestrator.request_answer WHERE message_id = '%s'"
                            .formatted(each))
                    == 1);
      }
      // one more than there should be would come by then
      List<ConsumerRecord<String, @Nullable String>> letters =
          setAside.readUntil(all -> all.size() > RECORDS, SETTLED);
      System.out.printf("%d of %d hostile records are set aside%n", letters.size(), RECORDS);
      assertThat(letters.size()).isEqualTo(RECORDS);
      assertThat(
              stage.number(
                  "SELECT count(*) FROM orchestrator.offboarding WHERE tenant_id = '%s'"
                      .formatted(TENANT)))
          .as("what the honest requests began, and nothing else")
          .isEqualTo(1);
    }
  }

  private void send(KafkaAccess trigger, List<UUID> honest) throws Exception {
    HostileRecords records = new HostileRecords(SEED);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            trigger.settings(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        // each kind in each partition
        int partition = (i / PARTITIONS + i) % PARTITIONS;
        sent.add(producer.send(records.of(i, Topics.REQUESTS, partition)));
      }
      for (int partition = 0; partition < PARTITIONS; partition++) {
        UUID id = UUID.randomUUID();
        honest.add(id);
        sent.add(producer.send(HostileRecords.good(id, TENANT, Topics.REQUESTS, partition)));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
  }

  private String password() throws Exception {
    return Files.readString(
            stage.coordinates().dataDirectory().resolve("secrets/kafka/trigger.password"))
        .strip();
  }
}
