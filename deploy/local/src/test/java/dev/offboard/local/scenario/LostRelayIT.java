package dev.offboard.local.scenario;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.check.Findings;
import dev.offboard.local.check.InstallationCheck;
import dev.offboard.local.check.Violation;
import dev.offboard.local.connect.ConnectorState;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.relay.Reconciliation;
import dev.offboard.local.relay.Slot;
import dev.offboard.local.runtime.RunningPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each way in which the way from an outbox to a consumer can be interrupted for good. What the
/// supervisor mends is waited for; the rest is mended by `offboard reconcile`, which is proved to
/// be needed. Afterwards nothing is lost and nothing was done twice.
@OnPlatform
class LostRelayIT {
  private static final Duration YOUNG = Duration.ofSeconds(2);

  /// A consumer that misses something doesn't come by it later: long enough to see that.
  private static final Duration SETTLE = Duration.ofSeconds(6);

  private final Stage stage;
  private final HttpClient http = HttpClient.newHttpClient();

  LostRelayIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @BeforeEach
  void the_servers_are_ours() {
    assumeTrue(stage.canKill("kafka"), "the servers run in containers");
  }

  @AfterEach
  void nothing_is_lost_and_nothing_was_done_twice() {
    stage.awaitReady();
    stage.await("no violation", () -> violations().isEmpty());
  }

  @Test
  void a_connector_that_was_deleted_is_registered_again_by_itself() throws Exception {
    connect("DELETE", "");
    OffboardingId id = stage.offboard(user("it-connector"), Stage.ERASURE);

    stage.await("completed", id, it -> it.state() == COMPLETED);
    assertThat(stage.installation().status().connector()).contains(new ConnectorState.Running());
  }

  @Test
  void a_slot_that_was_dropped_is_made_again_by_itself() {
    List<OffboardingId> ids = new ArrayList<>();
    List<UserRef> users = stage.companyOf("it-slot", 20);
    users.subList(0, 10).forEach(it -> ids.add(stage.offboard(it, Stage.ERASURE)));
    Slot slot = new Slot(stage.superuser());
    stage.await("the slot is dropped", slot::drop);
    users.subList(10, 20).forEach(it -> ids.add(stage.offboard(it, Stage.ERASURE)));

    ids.forEach(id -> stage.await("completed", id, it -> it.state() == COMPLETED));
    stage.await("the slot is in use", () -> slot.state() == Slot.State.IN_USE);
  }

  @Test
  void a_publication_that_was_dropped_is_made_again_by_itself() {
    stage.sql("DROP PUBLICATION offboarding_outbox");
    assertThat(stage.installation().status().slot()).contains(Slot.State.UNPUBLISHED);
    OffboardingId id = stage.offboard(user("it-publication"), Stage.ERASURE);

    stage.await("completed", id, it -> it.state() == COMPLETED);
    assertThat(stage.installation().status().slot()).contains(Slot.State.IN_USE);
  }

  @Test
  void a_connector_without_its_offsets_reads_the_outboxes_again() throws Exception {
    connect("PUT", "/stop");
    OffboardingId id = stage.offboard(user("it-offsets"), Stage.ERASURE);
    stage.await("the offsets are gone", () -> connect("DELETE", "/offsets") == 200);
    connect("PUT", "/resume");

    stage.await("completed", id, it -> it.state() == COMPLETED);
  }

  @Test
  void records_that_were_deleted_before_they_were_read_are_published_again() throws Exception {
    OffboardingId id = offboardWhileAway("it-truncated");
    try (Admin admin = admin()) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      ends(admin, Topics.HISTORY)
          .forEach((it, end) -> all.put(it, RecordsToDelete.beforeOffset(end.offset())));
      admin.deleteRecords(all).all().get(30, TimeUnit.SECONDS);
    }
    stage.release("audit");

    reconcileWhatDoesNotHealByItself(id);
  }

  @Test
  void records_that_a_consumer_was_moved_past_are_published_again() throws Exception {
    OffboardingId id = offboardWhileAway("it-latest");
    moveAuditLog(OffsetSpec.latest());
    stage.release("audit");

    reconcileWhatDoesNotHealByItself(id);
  }

  @Test
  void a_consumer_that_was_moved_back_to_the_beginning_does_nothing_twice() throws Exception {
    OffboardingId id = stage.offboard(user("it-earliest"), Stage.ERASURE);
    stage.await("completed", id, it -> it.state() == COMPLETED);
    stage.await("everything is read", () -> violations().isEmpty());
    stage.hold("audit");
    long entries = stage.number("SELECT count(*) FROM audit.entry");
    moveAuditLog(OffsetSpec.earliest());
    stage.release("audit");

    OffboardingId next = stage.offboard(user("it-earliest-next"), Stage.ERASURE);
    stage.await("completed", next, it -> it.state() == COMPLETED);
    stage.await("everything is read", () -> violations().isEmpty());
    long own =
        stage.number(
            "SELECT count(*) FROM audit.entry WHERE offboarding_id = '%s'".formatted(next));
    assertThat(stage.number("SELECT count(*) FROM audit.entry")).isEqualTo(entries + own);
  }

  @Test
  void reconciling_where_nothing_is_wrong_changes_nothing() {
    Reconciliation.Outcome outcome = stage.installation().reconcile(YOUNG, it -> {});

    assertThat(outcome.published()).isZero();
    assertThat(outcome.left()).isEmpty();
    assertThat(outcome.done()).isEmpty();
  }

  /// The audit doesn't hear of its state changes.
  private OffboardingId offboardWhileAway(String tenant) {
    UserRef user = user(tenant);
    stage.hold("audit");
    OffboardingId id = stage.offboard(user, Stage.PLANNED);
    stage.await(
        "the others have revoked",
        () ->
            stage.number(
                    "SELECT count(*) FROM orchestrator.step WHERE offboarding_id = '%s' AND state = 'COMPLETED'"
                        .formatted(id))
                == 3);
    stage.await(
        "the relay is through",
        () -> {
          try (Admin admin = admin()) {
            return ends(admin, Topics.HISTORY).values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum()
                >= stage.number(
                    "SELECT count(*) FROM orchestrator.outbox WHERE aggregatetype ="
                        + " 'offboarding.history'");
          }
        });
    return id;
  }

  private void reconcileWhatDoesNotHealByItself(OffboardingId id) {
    long grace = System.nanoTime() + SETTLE.toNanos();
    stage.await("it has settled", () -> System.nanoTime() > grace);
    assertThat(entriesOf(id)).isZero();
    assertThat(violations()).extracting(it -> it.offboarding().orElse("")).contains(id.toString());

    Reconciliation.Outcome outcome = stage.installation().reconcile(YOUNG, it -> {});

    assertThat(outcome.published()).isPositive();
    assertThat(outcome.left()).isEmpty();
    assertThat(entriesOf(id)).isPositive();
  }

  private long entriesOf(OffboardingId id) {
    return stage.number(
        "SELECT count(*) FROM audit.entry WHERE kind = 'state-change' AND offboarding_id = '%s' AND natural_key = '1'"
            .formatted(id));
  }

  private UserRef user(String tenant) {
    return stage.companyOf(tenant, 1).getFirst();
  }

  /// Of those invariants that a lost message breaks.
  private List<Violation> violations() {
    return InstallationCheck.of(stage.coordinates(), YOUNG).all().stream()
        .filter(it -> List.of("I6", "I9", "I11", "I13").contains(it.id()))
        .map(Findings.Finding::violations)
        .flatMap(List::stream)
        .toList();
  }

  private void moveAuditLog(OffsetSpec where) throws Exception {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetAndMetadata> target = new HashMap<>();
      for (String topic : List.of(Topics.HISTORY, Topics.REPORTS)) {
        offsets(admin, topic, where)
            .forEach((it, at) -> target.put(it, new OffsetAndMetadata(at.offset())));
      }
      admin.alterConsumerGroupOffsets("audit-log", target).all().get(30, TimeUnit.SECONDS);
    }
  }

  private Admin admin() {
    return Admin.create(stage.coordinates().kafka().settings(Map.of()));
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> ends(Admin admin, String topic)
      throws Exception {
    return offsets(admin, topic, OffsetSpec.latest());
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, String topic, OffsetSpec where) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get(30, TimeUnit.SECONDS)
        .get(topic)
        .partitions()
        .forEach(it -> asked.put(new TopicPartition(topic, it.partition()), where));
    return admin.listOffsets(asked).all().get(30, TimeUnit.SECONDS);
  }

  private int connect(String method, String path) throws Exception {
    URI url = stage.coordinates().connect().resolve("/connectors/outbox" + path);
    HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
    return http.send(
            HttpRequest.newBuilder(url)
                .header("Authorization", stage.coordinates().connectLogin().authorization())
                .timeout(Duration.ofSeconds(30))
                .method(method, none)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }
}
