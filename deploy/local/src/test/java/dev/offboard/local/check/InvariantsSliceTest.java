package dev.offboard.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.delivery.SetAside;
import dev.offboard.local.delivery.TopicOffsets;
import dev.offboard.local.postgres.DatabaseView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Each plants one violation among healthy rows and sees it named, and nothing else.
class InvariantsSliceTest {
  private static final Duration GRACE = Duration.ofSeconds(60);

  private static final UUID OFFBOARDING = UUID.randomUUID();

  private static Schemas schemas;
  private static DatabaseView database;

  @BeforeAll
  static void start() {
    schemas = Schemas.start();
    database = schemas.view();
  }

  @AfterAll
  static void stop() {
    database.close();
    schemas.close();
  }

  @Test
  void an_offboarding_that_nothing_will_ever_move_is_named() {
    Story live = through("REVOKING");
    Story forgotten =
        through("REVOKING")
            .but("UPDATE orchestrator.offboarding SET wake_at = NULL WHERE id = :id");
    Story waits =
        through("REVOKING")
            .but(
                "UPDATE orchestrator.offboarding SET wake_at = NULL, attention_since = now() WHERE"
                    + " id = :id");
    Story late =
        through("SCHEDULED")
            .but(
                "UPDATE orchestrator.offboarding SET wake_at = now() - interval '2 minutes' WHERE"
                    + " id = :id");
    Story justLate =
        through("SCHEDULED")
            .but(
                "UPDATE orchestrator.offboarding SET wake_at = now() - interval '2 seconds' WHERE"
                    + " id = :id");

    assertThat(offboardings(new EveryoneEnds()))
        .contains(forgotten.id(), late.id())
        .doesNotContain(live.id(), waits.id(), justLate.id());
  }

  @Test
  void a_request_that_was_answered_and_is_gone_is_named() {
    Story kept = through("REVOKING");
    Story gone =
        through("REVOKING")
            .but(
                "DELETE FROM orchestrator.state_change WHERE offboarding_id = :id; DELETE FROM"
                    + " orchestrator.offboarding WHERE id = :id");
    Story answered =
        through("REVOKING")
            .but(
                "INSERT INTO orchestrator.idempotency_key VALUES ('acme', 'k1', 'h', :id); DELETE"
                    + " FROM orchestrator.offboarding WHERE id = :id");
    Story asked =
        through("REVOKING")
            .but(
                "INSERT INTO orchestrator.request_answer (message_id, tenant_id, user_id, outcome,"
                    + " offboarding_id) VALUES (gen_random_uuid(), 'acme', 'u', 'began', :id);"
                    + " DELETE FROM orchestrator.offboarding WHERE id = :id");
    Story withoutHistory =
        through("REVOKING").but("DELETE FROM orchestrator.state_change WHERE offboarding_id = :id");

    assertThat(offboardings(new NothingAcceptedIsLost()))
        .contains(gone.id(), answered.id(), withoutHistory.id())
        .doesNotContain(kept.id());
    assertThat(new NothingAcceptedIsLost().violations(look()))
        .filteredOn(it -> it.found().contains("the request of message"))
        .extracting(it -> it.offboarding().orElse(""))
        .containsExactly(asked.id());
    schemas.run("DELETE FROM orchestrator.idempotency_key");
  }

  @Test
  void a_second_live_offboarding_of_one_user_is_named() {
    Story ended = through("REVOKING", "REINSTATING", "REINSTATED");
    ended.again("REVOKING");
    schemas.run("DROP INDEX orchestrator.offboarding_live");
    Story first = through("REVOKING");
    Story second = first.again("REVOKING");

    assertThat(new OneLivePerUser().violations(look()))
        .filteredOn(it -> it.found().contains(first.id()) && it.found().contains(second.id()))
        .hasSize(1);
    assertThat(offboardings(new OneLivePerUser())).doesNotContain(ended.id());
  }

  @Test
  void access_that_was_planted_after_the_revocation_is_named() {
    Story clean = through("REVOKING", "REVOKED").completed("revoke").hasAnAccount("DEPROVISIONED");
    Story planted = through("REVOKING", "REVOKED").completed("revoke").holdsARole();
    Story signedIn = through("REVOKING", "REVOKED").completed("revoke").hasASession(1);
    Story unblocked = through("REVOKING", "REVOKED").completed("revoke").hasAnAccount("ACTIVE");
    Story rehired = through("REVOKING", "REINSTATED").completed("revoke").hasASession(2);
    Story underWay = through("REVOKING").hasASession(1).holdsARole().hasAnAccount("ACTIVE");

    assertThat(offboardings(new NoAccessBelowTheEpoch()))
        .contains(planted.id(), signedIn.id(), unblocked.id())
        .doesNotContain(clean.id(), rehired.id(), underWay.id());
  }

  @Test
  void what_a_role_change_has_taken_and_the_user_has_is_named() {
    Story clean = through("REVOKING", "REVOKED").keeps("wiki", "writer").holdsARole();
    Story planted = through("REVOKING", "REVOKED").keeps("wiki", "reader").holdsARole();
    Story signedInBefore = through("REVOKING", "REVOKED").hasASession(1).keeps("wiki", "reader");
    Story signedInAfter = through("REVOKING", "REVOKED").keeps("wiki", "reader").hasASession(1);

    assertThat(offboardings(new NoAccessBelowTheEpoch()))
        .contains(planted.id(), signedInBefore.id())
        .doesNotContain(clean.id(), signedInAfter.id());
  }

  @Test
  void a_cancelled_one_that_did_something_and_an_erased_one_given_back_are_named() {
    Story cancelled = through("SCHEDULED", "CANCELLED");
    Story announced = through("SCHEDULED", "CANCELLED").step("revoke", "session");
    Story acted = through("SCHEDULED", "CANCELLED").answered("revoke", "session");
    Story erased = through("REVOKING", "REVOKED", "ERASING").completed("erase");
    Story givenBack =
        through("REVOKING", "ERASING").completed("erase").answered("reinstate", "session");
    Story walkedBack = through("REVOKING", "ERASING", "REINSTATING");

    assertThat(offboardings(new NothingWithoutReturn()))
        .contains(announced.id(), acted.id(), givenBack.id(), walkedBack.id())
        .doesNotContain(cancelled.id(), erased.id());
  }

  @Test
  void one_that_began_before_it_was_approved_is_named() {
    String asked =
        "UPDATE orchestrator.offboarding SET approvals ="
            + " '{\"asked\":{\"approvals\":2},\"given\":[{\"approver\":{\"id\":\"%s\"}},{\"approver\":{\"id\":\"%s\"}}]}'"
            + " WHERE id = :id";
    Story waiting = through("AWAITING_APPROVAL");
    Story announced = through("AWAITING_APPROVAL").step("revoke", "session");
    Story approved =
        through("AWAITING_APPROVAL", "REVOKING").but(asked.formatted("boss-1", "boss-2"));
    Story early =
        through("AWAITING_APPROVAL", "REVOKING")
            .but(
                "UPDATE orchestrator.offboarding SET approvals ="
                    + " '{\"asked\":{\"approvals\":1},\"given\":[]}' WHERE id = :id");

    assertThat(offboardings(new NothingWithoutReturn()))
        .contains(announced.id(), early.id())
        .doesNotContain(waiting.id(), approved.id());
  }

  @Test
  void a_protected_account_that_fewer_than_two_others_gave_up_is_named() {
    String given =
        "UPDATE orchestrator.offboarding SET revoked_at = now(), approvals ="
            + " '{\"given\":[{\"approver\":{\"id\":\"%s\"}},{\"approver\":{\"id\":\"%s\"}}]}' WHERE"
            + " id = :id";
    Story two =
        through("REVOKING", "REVOKED").hasAProtectedAccount().but(given.formatted("a", "b"));
    Story one =
        through("REVOKING", "REVOKED").hasAProtectedAccount().but(given.formatted("a", "a"));
    Story none =
        through("REVOKING", "REVOKED")
            .hasAProtectedAccount()
            .but("UPDATE orchestrator.offboarding SET revoked_at = now() WHERE id = :id");

    assertThat(offboardings(new ProtectedNeedsTwo()))
        .contains(one.id(), none.id())
        .doesNotContain(two.id());
  }

  @Test
  void an_effect_that_nobody_remembers_or_that_happened_twice_is_named() {
    String report =
        "{\"outcome\":\"completed\",\"participant\":\"session\",\"phase\":\"revoke\",\"epoch\":1,\"attempt\":%d,\"evidence\":{\"sessions\":%d}}";
    Story once = through("REVOKING", "REVOKED").completed("revoke");
    once.reported(report.formatted(1, 2)).reported(report.formatted(2, 3));
    Story forgotten = through("REVOKING").step("revoke", "session");
    Story twice = through("REVOKING");
    twice.reported(report.formatted(1, 2)).reported(report.formatted(1, 3));

    assertThat(offboardings(new EachEffectOnce()))
        .contains(forgotten.id(), twice.id())
        .doesNotContain(once.id());
  }

  @Test
  void what_a_completed_one_left_behind_is_named() {
    String[] all = {"REVOKING", "REVOKED", "ERASING", "SEALING", "COMPLETED"};
    Story clean = through(all).completed("erase");
    Story account = through(all).completed("erase").hasAnAccount("DEPROVISIONED");
    Story grant = through(all).completed("erase").holdsARole();
    Story session = through(all).completed("erase").hasASession(1);
    Story rehired = through(all).completed("erase").hasASession(2);
    Story notYet = through("REVOKING", "REVOKED", "ERASING").completed("erase").hasASession(1);

    assertThat(offboardings(new CompletedLeavesNothing()))
        .contains(account.id(), grant.id(), session.id())
        .doesNotContain(clean.id(), rehired.id(), notYet.id());
  }

  @Test
  void a_step_beside_the_diagram_a_gap_and_a_state_without_history_are_named() {
    Story along = through("SCHEDULED", "REVOKING", "REVOKED", "ERASING", "SEALING", "COMPLETED");
    Story jumped = through("REVOKING", "COMPLETED");
    Story gap =
        through("REVOKING", "REVOKED", "ERASING")
            .but(
                "DELETE FROM orchestrator.state_change WHERE offboarding_id = :id AND sequence ="
                    + " 2");
    Story moved =
        through("REVOKING", "REVOKED")
            .but("UPDATE orchestrator.offboarding SET state = 'ERASING' WHERE id = :id");

    assertThat(offboardings(new StatesFollowTheDiagram()))
        .contains(jumped.id(), gap.id(), moved.id())
        .doesNotContain(along.id());
  }

  @Test
  void a_state_change_without_entry_and_an_entry_without_state_change_are_named() {
    Story noted = through("REVOKING", "REVOKED");
    Story silent = through("REVOKING").changed("REVOKING", "REVOKED");
    Story invented = through("REVOKING").noted(2);
    Story underWay =
        through("REVOKING")
            .changed("REVOKING", "REVOKED")
            .but(
                "UPDATE orchestrator.state_change SET at = now() WHERE offboarding_id = :id AND"
                    + " sequence = 2");

    assertThat(offboardings(new OneEntryPerStateChange()))
        .contains(silent.id(), invented.id())
        .doesNotContain(noted.id(), underWay.id());
  }

  @Test
  void a_message_of_ours_that_was_set_aside_and_a_letter_without_origin_are_named() {
    UUID owed = said();
    UUID replayed = said();
    schemas.run("INSERT INTO session.inbox VALUES ('session', '%s')".formatted(replayed));
    List<Violation> violations =
        DeadLettersCanBeReplayed.violations(
            look(),
            List.of(
                letter("a~0~1", Optional.of(owed), Optional.of("offboarding.lifecycle-1@7")),
                letter("a~0~2", Optional.of(replayed), Optional.of("offboarding.lifecycle-1@8")),
                letter("a~0~3", Optional.of(UUID.randomUUID()), Optional.of("x-0@1")),
                letter("a~0~4", Optional.empty(), Optional.empty())));

    assertThat(violations).extracting(Violation::found).hasSize(2);
    assertThat(violations.getFirst().found())
        .contains("session")
        .contains("offboarding.lifecycle-1@7")
        .contains("replay a~0~1");
    assertThat(violations.getFirst().offboarding()).contains(OFFBOARDING.toString());
    assertThat(violations.getLast().found()).contains("a~0~4");
  }

  private static SetAside letter(String id, Optional<UUID> message, Optional<String> origin) {
    return new SetAside(id, "session", message, "handler", origin);
  }

  private static UUID said() {
    UUID id = UUID.randomUUID();
    schemas.run(
        "INSERT INTO orchestrator.outbox (id, aggregatetype, aggregateid, type, source, payload) VALUES ('%s', 'offboarding.lifecycle', 'acme/u', 't', '/x', '{\"offboardingId\":\"%s\"}')"
            .formatted(id, OFFBOARDING));
    return id;
  }

  private static Story through(String... states) {
    return Story.through(schemas, states);
  }

  private static List<String> offboardings(Invariant invariant) {
    return invariant.violations(look()).stream()
        .map(Violation::offboarding)
        .flatMap(Optional::stream)
        .toList();
  }

  /// None of these asks Kafka or a service.
  @SuppressWarnings("NullAway")
  private static Look look() {
    TopicOffsets none = null;
    return new Look(database, none, null, () -> "", Optional::empty, GRACE);
  }
}
