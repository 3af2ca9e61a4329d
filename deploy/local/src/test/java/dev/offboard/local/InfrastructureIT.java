package dev.offboard.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offboard.contracts.Topics;
import dev.offboard.local.connect.ConnectWorker;
import dev.offboard.local.connect.RestLogin;
import dev.offboard.local.delivery.Letters;
import dev.offboard.local.delivery.Requests;
import dev.offboard.local.delivery.Skipped;
import dev.offboard.local.delivery.TopicOffsets;
import dev.offboard.local.journal.Event;
import dev.offboard.local.kafka.KafkaBroker;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.platform.TopicReader;
import dev.offboard.local.postgres.DatabaseView;
import dev.offboard.local.postgres.PostgresServer;
import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.runtime.Scope;
import dev.offboard.local.supervision.ProcessName;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The way from an outbox row to a Kafka record, on bare infrastructure: the tables are made by
/// hand from the migration that the services use, and no service runs.
@OnPlatform(Scope.INFRASTRUCTURE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InfrastructureIT {
  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final String HISTORY = "offboarding.history";

  private static HandMadeOutbox outbox;

  @BeforeAll
  static void make_the_outboxes_and_write_before_anything_publishes(RunningPlatform platform)
      throws SQLException {
    outbox = new HandMadeOutbox(platform.coordinates());
    outbox.createAll();
  }

  @Test
  @Order(1)
  void rows_written_before_the_relay_first_started_are_published(RunningPlatform platform)
      throws SQLException {
    try (TopicReader history = reader(platform.coordinates())) {
      outbox.write("identity", "early", 10);

      platform.connectOutbox();

      assertThat(history.readUntil(ids -> ids.size() >= 10, BOUND))
          .extracting(ConsumerRecord::key)
          .containsOnly("acme/early")
          .hasSize(10);
    }
  }

  @Test
  @Order(2)
  void a_row_becomes_a_cloud_event(Coordinates platform) throws SQLException {
    try (TopicReader history = reader(platform)) {
      String id = outbox.write("session", "alice", 1).iterator().next();

      ConsumerRecord<String, String> record =
          history.readUntil(it -> !it.isEmpty(), BOUND).getFirst();

      Map<String, String> headers = TopicReader.headers(record);
      assertThat(Instant.parse(headers.remove("ce_time")))
          .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(1));
      assertThat(headers)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "id", id, // the router's own, nobody reads it
                  "ce_specversion", "1.0",
                  "ce_mac", HandMadeOutbox.MAC,
                  "ce_id", id,
                  "ce_type", "offboarding.state-changes.v1",
                  "ce_source", "session",
                  "ce_subject", "acme/alice",
                  "content-type", "application/json",
                  "traceparent", HandMadeOutbox.TRACEPARENT));
      assertThat(record.key()).isEqualTo("acme/alice");
      assertThat(record.value()).isEqualTo("{\"n\":0}");
    }
  }

  @Test
  @Order(3)
  void connect_lets_nobody_in_without_the_password(Coordinates platform) throws Exception {
    for (String path : List.of("/connectors", "/connectors/outbox/config", "/health")) {
      assertThat(connectAnswers(platform, path, Optional.empty())).as(path).isEqualTo(401);
      assertThat(connectAnswers(platform, path, Optional.of(new RestLogin("guessed"))))
          .as(path)
          .isEqualTo(401);
      assertThat(connectAnswers(platform, path, Optional.of(platform.connectLogin())))
          .as(path)
          .isEqualTo(200);
    }
  }

  private static int connectAnswers(Coordinates platform, String path, Optional<RestLogin> login)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(platform.connect().resolve(path));
    login.ifPresent(it -> request.header("Authorization", it.authorization()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  @Order(3)
  void a_row_is_published_within_milliseconds(Coordinates platform) throws SQLException {
    int hops = 200;
    long[] nanos = new long[hops];
    try (TopicReader history = reader(platform)) {
      for (int i = 0; i < hops; i++) {
        int seen = i + 1;
        outbox.write("orchestrator", "hop", 1);
        long committed = System.nanoTime();
        history.readUntil(it -> it.size() >= seen, BOUND);
        nanos[i] = System.nanoTime() - committed;
      }
    }
    long[] sorted = Arrays.stream(nanos).sorted().toArray();
    double median = sorted[hops / 2] / 1e6;
    System.out.printf(
        "outbox hop: p50 %.1f ms, p99 %.1f ms%n", median, sorted[hops * 99 / 100] / 1e6);
    // Debezium's default poll interval alone would make it 475; the rest is room for a busy machine
    assertThat(median).isLessThan(200);
  }

  static Stream<ProcessName> processes() {
    return Stream.of(ConnectWorker.NAME, PostgresServer.NAME, KafkaBroker.NAME);
  }

  @ParameterizedTest
  @MethodSource("processes")
  @Order(4)
  void killed_in_the_middle_of_batched_inserts_loses_nothing(
      ProcessName process, RunningPlatform platform) throws SQLException {
    assumeTrue(platform.supervises(process), process + " is a container here");
    String user = "during-" + process;
    try (TopicReader history = reader(platform.coordinates())) {
      for (int batch = 0; batch < 20; batch++) {
        outbox.write("audit", user, 50);
      }
      long killed = platform.kill(process);
      outbox.writeStubbornly("audit", user, 20, 50);
      platform.awaitRestarted(process, killed, BOUND);

      Set<String> written = outbox.idsOf("audit", user);
      history.readUntil(it -> ids(it).containsAll(written), BOUND);

      assertThat(written).hasSizeGreaterThanOrEqualTo(40 * 50);
      assertThat(ids(history.readUntil(it -> true, BOUND)))
          .containsExactlyInAnyOrderElementsOf(written);
      assertThat(firstSeen(history)).isSorted();
    }
  }

  @Test
  @Order(5)
  void a_connector_task_that_failed_is_started_again_with_what_it_lacks(RunningPlatform platform)
      throws SQLException {
    try (Connection database = outbox.connect();
        Statement statement = database.createStatement();
        TopicReader history = reader(platform.coordinates())) {
      statement.execute("ALTER PUBLICATION offboarding_outbox RENAME TO gone");
      statement.execute(
          "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active");
      await()
          .atMost(BOUND)
          .until(() -> platform.events(50).stream().anyMatch(InfrastructureIT::isFailedTask));

      Set<String> written = outbox.write("entitlement", "patient", 3);
      history.readUntil(it -> ids(it).containsAll(written), BOUND);

      assertThat(ids(history.readUntil(it -> true, BOUND))).containsAll(written);
      statement.execute("DROP PUBLICATION gone");
    }
  }

  @Test
  @Order(6)
  void a_lost_slot_is_made_up_for_from_the_outboxes(RunningPlatform platform) throws SQLException {
    try (Connection database = outbox.connect();
        Statement statement = database.createStatement();
        TopicReader history = reader(platform.coordinates())) {
      platform.hold(ConnectWorker.NAME);
      Set<String> before = outbox.write("session", "slotless", 5);
      await().atMost(BOUND).until(() -> isDropped(statement));
      Set<String> after = outbox.write("session", "slotless", 5);
      platform.release(ConnectWorker.NAME);

      history.readUntil(it -> ids(it).containsAll(before) && ids(it).containsAll(after), BOUND);

      assertThat(ids(history.readUntil(it -> true, BOUND))).containsAll(before).containsAll(after);
    }
  }

  @Test
  @Order(7)
  void a_request_that_its_consumer_went_past_is_named_until_it_is_handled(Coordinates platform)
      throws Exception {
    UUID handled = UUID.randomUUID();
    UUID skipped = UUID.randomUUID();
    writeRequests(platform, handled, skipped);
    moveToTheEnd(platform, "takes-requests", Topics.REQUESTS);
    try (Connection database = outbox.connect();
        Statement statement = database.createStatement();
        DatabaseView view =
            new DatabaseView(platform.jdbcUrl(), platform.user(), platform.password());
        TopicOffsets offsets = new TopicOffsets(platform.kafka());
        Letters letters = new Letters(platform.kafka(), offsets)) {
      Requests requests = new Requests(view, offsets, letters);
      assertThat(requests.skipped()).as("who has no inbox has no duty").isEmpty();

      statement.execute(
          "INSERT INTO orchestrator.inbox VALUES ('takes-requests', '%s')".formatted(handled));
      assertThat(requests.skipped()).extracting(Skipped::id).containsExactly(skipped);

      statement.execute(
          "INSERT INTO orchestrator.inbox VALUES ('takes-requests', '%s')".formatted(skipped));
      assertThat(requests.skipped()).isEmpty();
    }
  }

  private static void writeRequests(Coordinates platform, UUID... ids) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            platform.kafka().settings(Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (UUID id : ids) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(Topics.REQUESTS, 0, new byte[] {'k'}, new byte[] {'{', '}'});
        record.headers().add("ce_id", id.toString().getBytes(StandardCharsets.UTF_8));
        producer.send(record).get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static void moveToTheEnd(Coordinates platform, String group, String topic)
      throws Exception {
    try (Admin admin = Admin.create(platform.kafka().settings(Map.of()))) {
      TopicPartition partition = new TopicPartition(topic, 0);
      long end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get(30, TimeUnit.SECONDS)
              .offset();
      admin
          .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(end)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static boolean isDropped(Statement statement) {
    try {
      statement.execute("SELECT pg_drop_replication_slot('offboarding_relay')");
      return true;
    } catch (SQLException e) {
      return false; // still in use by the relay that was just stopped
    }
  }

  private static boolean isFailedTask(Event event) {
    return event.subject().equals("outbox") && event.kind() == Event.Kind.CRASHED;
  }

  private static TopicReader reader(Coordinates platform) {
    return new TopicReader(platform.kafka(), HISTORY);
  }

  private static Set<String> ids(List<ConsumerRecord<String, String>> records) {
    return records.stream()
        .map(it -> TopicReader.headers(it).get("ce_id"))
        .collect(Collectors.toSet());
  }

  /// The sequence numbers of one user in the order in which each was seen first.
  private static List<Integer> firstSeen(TopicReader reader) {
    return reader.readUntil(it -> true, BOUND).stream()
        .map(it -> Integer.valueOf(it.value().replaceAll("\\D", "")))
        .distinct()
        .toList();
  }
}
