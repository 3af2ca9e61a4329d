package dev.offboard.audit.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.LogReader;
import dev.offboard.audit.log.Draft;
import dev.offboard.contracts.AccessChanged;
import dev.offboard.contracts.DeadLetterReplayed;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingRequested;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.RecordRejected;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@AuditSlice
class RecorderSliceTest {
  @Autowired ApplicationContext context;

  private final Chronicle ann = Chronicle.of("acme", "ann");
  private final Chronicle bob = Chronicle.of("acme", "bob");
  private Deliveries history;
  private Deliveries reports;
  private LogReader log;

  @BeforeEach
  void listen() {
    history = Deliveries.to(context, Topics.HISTORY);
    reports = Deliveries.to(context, Topics.REPORTS);
    log = LogReader.of(context);
  }

  @AfterEach
  void the_log_has_no_gap() {
    assertThat(log.isGapFree()).isTrue();
  }

  @Test
  void each_state_change_and_each_report_becomes_one_entry() {
    long size = log.size();

    history.deliver(ann.changes(1), new StateChanges(List.of(bob.change(1), ann.change(2))));
    reports.deliver(
        ann.reports(ann.completed(1), bob.completed(1)), ann.reports(ann.residualAccess()));

    assertThat(log.size()).isEqualTo(size + 6);
    assertThat(log.bodies(ann.id()))
        .isEqualTo(
            bodies(
                Drafts.of(ann.changes(1, 2)),
                Drafts.of(ann.reports(ann.completed(1), ann.residualAccess()))));
    assertThat(log.bodies(bob.id())).hasSize(2);
    assertThat(history.newReports()).as("the log answers nobody").isEmpty();
  }

  @Test
  void it_takes_its_time_until_a_seal_is_near() {
    Recorder recorder = context.getBean(Recorder.class);

    reports.deliver(ann.reports(ann.completed(1)));
    assertThat(recorder.unhurried()).isPositive();

    history.deliver(ann.changes(1, 2, 3));
    assertThat(recorder.unhurried()).isZero();

    reports.deliver(bob.reports(bob.completed(1)));
    assertThat(recorder.unhurried()).isPositive();
  }

  @Test
  void reports_of_emergencies_come_on_another_topic_and_are_entries_too() {
    Deliveries.to(context, Topics.REPORTS_URGENT).deliver(ann.reports(ann.completed(1)));

    assertThat(log.bodies(ann.id())).isEqualTo(bodies(Drafts.of(ann.reports(ann.completed(1)))));
  }

  @Test
  void each_replay_of_a_dead_letter_becomes_one_entry_also_of_what_nobody_can_read() {
    DeadLetterReplayed known = replayed("offboarding.reports-dlt~0~1", ann.id());
    DeadLetterReplayed unreadable = replayed("offboarding.reports-dlt~0~2", null);
    long size = log.size();

    history.deliver(known, unreadable);
    history.deliver(known);

    assertThat(log.size()).isEqualTo(size + 2);
    assertThat(log.bodies(ann.id())).containsExactly(Drafts.of(known).body());
  }

  @Test
  void each_record_that_was_not_believed_is_written_once() {
    Deliveries security = Deliveries.to(context, Topics.SECURITY);
    RecordRejected rejected =
        new RecordRejected(
            "session",
            "session",
            Topics.LIFECYCLE,
            2,
            4711,
            "/orchestrator\nforged",
            null,
            Instant.parse("2026-11-23T09:00:00Z"));
    long size = log.size();

    security.deliver(rejected);
    security.redeliver();
    security.deliver(rejected);

    assertThat(log.size()).isEqualTo(size + 1);
    assertThat(Drafts.of(rejected).body())
        .contains("\"kind\":\"record-rejected\"", "\"claimed\":\"unreadable\"");
  }

  @Test
  void a_change_of_access_is_one_entry_however_often_it_comes() {
    Deliveries security = Deliveries.to(context, Topics.SECURITY);
    AccessChanged changed =
        new AccessChanged(
            UUID.randomUUID(),
            "token-issued",
            "token.7",
            new TenantId("acme"),
            null,
            List.of("viewer"),
            "operator",
            Instant.parse("2026-11-23T09:00:00Z"));
    long size = log.size();

    security.deliver(changed);
    security.redeliver();
    security.deliver(changed);

    assertThat(log.size()).isEqualTo(size + 1);
    assertThat(Drafts.of(changed).body())
        .contains("\"kind\":\"access-changed\"", "\"subject\":\"token.7\"");
    assertThat(Drafts.of(changed).user().tenantId()).isEqualTo(new TenantId("acme"));
  }

  private static DeadLetterReplayed replayed(String letter, @Nullable OffboardingId offboarding) {
    return new DeadLetterReplayed(
        letter,
        Topics.REPORTS,
        0,
        1,
        "orchestrator",
        null,
        offboarding,
        null,
        null,
        new Initiator("operator", "operator"),
        Instant.parse("2026-11-23T09:00:00Z"));
  }

  @Test
  void delivered_twice_they_are_written_once() {
    history.deliver(ann.changes(1, 2));
    history.redeliver();
    reports.deliver(ann.reports(ann.completed(1)));
    reports.redeliver();

    assertThat(log.bodies(ann.id())).hasSize(3);
  }

  @Test
  void told_again_under_another_message_id_they_are_written_once() {
    history.deliver(ann.changes(1, 2));
    history.deliver(ann.changes(2), ann.changes(2, 3), ann.changes(3));
    reports.deliver(ann.reports(ann.completed(1), ann.progressed("half")));
    reports.deliver(ann.reports(ann.progressed("half")), ann.reports(ann.completed(1)));

    assertThat(log.bodies(ann.id())).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void out_of_order_nothing_is_lost() {
    history.deliver(ann.changes(4), ann.changes(2, 1));
    history.deliver(ann.changes(3));

    assertThat(log.bodies(ann.id()))
        .containsExactlyInAnyOrderElementsOf(bodies(Drafts.of(ann.changes(1, 2, 3, 4))));
  }

  @Test
  void a_poison_part_is_set_aside_and_all_others_are_written() {
    reports.deliver(
        ann.reports(ann.completed(1), ann.failed("x".repeat(70_000)), bob.completed(1)),
        bob.reports(bob.progressed("half")));

    assertThat(log.bodies(ann.id())).hasSize(1);
    assertThat(log.bodies(bob.id())).hasSize(2);
    assertThat(reports.deadLetters()).hasSize(1);
    assertThat(text(reports.deadLetters().getFirst())).contains("xxx").doesNotContain("bob");
  }

  @Test
  void a_split_record_that_comes_again_writes_nothing_twice() {
    reports.deliver(
        ann.reports(ann.completed(1), ann.failed("x".repeat(70_000)), bob.completed(1)));
    reports.redeliver();
    reports.deliver(ann.reports(bob.completed(1), ann.completed(1)));

    assertThat(log.bodies(ann.id())).hasSize(1);
    assertThat(log.bodies(bob.id())).hasSize(1);
  }

  @Test
  void history_that_contradicts_the_log_is_set_aside() {
    history.deliver(ann.changes(1));

    history.deliver(
        new StateChanges(List.of(bob.change(1), ann.change(1, "it was otherwise"), ann.change(2))));

    assertThat(log.bodies(ann.id())).isEqualTo(bodies(Drafts.of(ann.changes(1, 2))));
    assertThat(log.bodies(bob.id())).hasSize(1);
    assertThat(history.deadLetters()).hasSize(1);
    assertThat(text(history.deadLetters().getFirst())).contains("it was otherwise");
  }

  @Test
  void a_participant_cannot_invent_history() {
    reports.deliver(ann.changes(1));
    history.deliver(ann.reports(ann.completed(1)));
    history.deliver(
        new OffboardingRequested(
            ann.story().user().tenantId(),
            ann.story().user().userId(),
            new ReasonCode("planned-departure"),
            new Initiator("hr", "hr"),
            null,
            null));
    reports.deliver(ann.story().deprovisioned());

    assertThat(log.bodies(ann.id())).isEmpty();
    assertThat(reports.deadLetters()).hasSize(2);
    assertThat(history.deadLetters()).hasSize(2);
  }

  @Test
  void an_empty_message_is_no_entry() {
    long size = log.size();

    history.deliver(new StateChanges(List.of()));
    reports.deliver(new StepReports(ann.reports().participant(), List.of()));

    assertThat(log.size()).isEqualTo(size);
    assertThat(history.deadLetters()).isEmpty();
  }

  @SafeVarargs
  private static List<String> bodies(List<Draft>... drafts) {
    return Stream.of(drafts).flatMap(List::stream).map(Draft::body).toList();
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }
}
