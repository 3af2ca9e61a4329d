package dev.offboard.audit.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.log.Draft;
import dev.offboard.audit.log.EntryKind;
import dev.offboard.audit.log.UnfitEntry;
import dev.offboard.contracts.DeadLetterReplayed;
import dev.offboard.contracts.EncryptedNote;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.testkit.Golden;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Bodies are committed to forever: a golden file here is only ever added, never edited.
class DraftsTest {
  private final Chronicle chronicle =
      Chronicle.of("acme", "u-17").named("0194f3a0-0000-7000-8000-000000000001");

  @Test
  void the_body_of_a_state_change_says_everything() {
    assertGolden("state-changes", Drafts.of(chronicle.changes(1, 2)));
  }

  @Test
  void the_body_of_a_state_change_has_the_note_as_it_was_encrypted() {
    EncryptedNote note =
        new EncryptedNote(
            "HKDF-SHA256+AES-256-GCM+commitment",
            UUID.fromString("0199a1b2-9999-7e5f-8a6b-7c8d9e0f1a2b"),
            "c2FsdA==",
            "Y29tbWl0bWVudA==",
            "Y2lwaGVydGV4dA==");
    assertGolden("notes", Drafts.of(new StateChanges(List.of(chronicle.change(1).with(note)))));
  }

  @Test
  void the_body_of_every_kind_of_report_says_everything() {
    assertGolden(
        "reports",
        Drafts.of(
            chronicle.reports(
                chronicle.completed(1),
                chronicle.progressed("7 of 9 app accounts"),
                chronicle.failed("line one\nline two \u20ac"),
                chronicle.refused(),
                chronicle.residualAccess())));
  }

  @Test
  void the_body_of_a_replay_says_what_is_known_and_no_more() {
    assertGolden("dead-letter-replayed", List.of(Drafts.of(replay()), Drafts.of(unreadable())));
  }

  @Test
  void a_replay_of_what_nobody_can_read_is_an_entry_about_nobody() {
    assertThat(Drafts.of(unreadable()).user().key()).isEqualTo("none/none");
    assertThat(Drafts.of(unreadable()).key().offboardingId().value()).isEqualTo(new UUID(0, 0));
  }

  private DeadLetterReplayed replay() {
    return new DeadLetterReplayed(
        "offboarding.lifecycle-dlt~0~17",
        "offboarding.lifecycle",
        2,
        4711,
        "session",
        UUID.fromString("0199a1b2-9999-7e5f-8a6b-7c8d9e0f1a2b"),
        chronicle.id(),
        new TenantId("acme"),
        new UserId("u-17"),
        new Initiator("operator", "operator"),
        Instant.parse("2026-11-23T09:00:00.125Z"));
  }

  private DeadLetterReplayed unreadable() {
    return new DeadLetterReplayed(
        "offboarding.reports-dlt~0~1",
        "offboarding.reports",
        0,
        1,
        "audit-log",
        null,
        null,
        null,
        null,
        new Initiator("operator", "operator"),
        Instant.parse("2026-11-23T09:00:00.125Z"));
  }

  @Test
  void a_state_change_is_known_by_its_sequence() {
    assertThat(Drafts.of(chronicle.changes(3)).getFirst().key())
        .isEqualTo(new Draft.Key(chronicle.id(), EntryKind.STATE_CHANGE, "3"));
  }

  @Test
  void a_report_is_known_by_all_that_it_says() {
    StepReports reports =
        chronicle.reports(
            chronicle.completed(1),
            chronicle.completed(2),
            chronicle.progressed("1 of 2"),
            chronicle.progressed("2 of 2"));
    StepReports sameByAnother = new StepReports(ParticipantName.IDENTITY, reports.reports());

    assertThat(keys(reports)).hasSize(4);
    assertThat(keys(sameByAnother)).hasSize(4).doesNotContainAnyElementsOf(keys(reports));
    assertThat(reports.split().stream().map(DraftsTest::keys).flatMap(List::stream).toList())
        .as("also in pieces")
        .isEqualTo(keys(reports));
  }

  @Test
  void a_state_that_this_version_does_not_know_is_not_written_down() {
    StateChange known = chronicle.change(2);
    StateChange unknown =
        new StateChange(
            known.offboardingId(),
            known.tenantId(),
            known.userId(),
            known.epoch(),
            known.sequence(),
            known.from(),
            OffboardingState.ofCode("FROM_A_NEWER_VERSION"),
            known.by(),
            known.why(),
            known.at(),
            null);

    assertThatThrownBy(() -> Drafts.of(new StateChanges(List.of(unknown))))
        .isInstanceOf(UnfitEntry.class)
        .hasMessageContaining(known.offboardingId() + ", state change 2")
        .hasMessageContaining("upgrade audit-service, then replay");
  }

  private static List<Draft.Key> keys(StepReports reports) {
    return Drafts.of(reports).stream().map(Draft::key).distinct().toList();
  }

  private static void assertGolden(String name, List<Draft> drafts) {
    Golden.assertMatches(
        Path.of("src/test/resources/entries/" + name + ".v1.jsonl"),
        drafts.stream().map(Draft::body).collect(Collectors.joining("\n", "", "\n")));
  }
}
