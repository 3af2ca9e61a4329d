package dev.offboard.local.scenario;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.Tokens;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnPlatform
class PlatformCrashIT {
  private static final List<String> PROCESSES =
      List.of(
          "session",
          "connect",
          "orchestrator",
          "kafka",
          "entitlement",
          "postgres",
          "identity",
          "audit");

  private final Stage stage;

  PlatformCrashIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @AfterEach
  void everything_works_again() {
    stage.awaitReady();
  }

  /// A lock holds the participant in its transaction, the broker goes away, the lock is released:
  /// the transaction commits and cannot be acknowledged. Then the participant is killed.
  @Test
  void a_participant_killed_between_commit_and_acknowledgement_acts_once() throws Exception {
    assumeTrue(stage.canKill("kafka"), "the broker runs in a container");
    UserRef ada = stage.companyOf("it-crash-ack", 1).getFirst();
    Tokens tokens = stage.sessionOf(ada);
    OffboardingId id;
    try (Connection connection = stage.connection();
        Statement lock = connection.createStatement()) {
      connection.setAutoCommit(false);
      lock.execute("LOCK TABLE session.session IN EXCLUSIVE MODE");
      id = stage.offboard(ada, Stage.PLANNED);
      stage.await(
          "session-service waits in its transaction",
          () ->
              stage.number(
                      """
                      SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
                      WHERE c.relname = 'session' AND NOT l.granted
                      """)
                  > 0);
      stage.hold("kafka");
      connection.commit();
    }
    try {
      stage.await(
          "the transaction is committed",
          () ->
              stage.number(
                      "SELECT count(*) FROM session.step_answer WHERE offboarding_id = '%s'"
                          .formatted(id))
                  == 1);
      stage.kill("session");
    } finally {
      stage.release("kafka");
    }

    OffboardingView revoked = stage.await("revoked", id, it -> it.state() == REVOKED);

    assertThat(stage.services().sessions().isActive(tokens.access())).isFalse();
    assertThat(revoked.steps())
        .filteredOn(step -> step.participant().equals("session") && step.phase().equals("revoke"))
        .singleElement()
        .satisfies(step -> assertThat(step.evidence().counts()).containsEntry("sessions", 1L));
  }

  @Test
  void an_orchestrator_killed_right_after_202_keeps_its_word() {
    List<UserRef> users = stage.companyOf("it-crash-202", 10);
    List<OffboardingId> accepted =
        users.stream().map(user -> stage.offboard(user, Stage.ERASURE)).toList();
    stage.kill("orchestrator");

    accepted.forEach(id -> stage.await("completed", id, it -> it.state() == COMPLETED));
  }

  @Test
  void whichever_process_is_killed_during_two_hundred_offboardings_all_complete() {
    List<UserRef> users = stage.companyOf("it-crash-all", 200);
    users.forEach(stage::sessionOf);
    List<OffboardingId> accepted = new ArrayList<>();
    int share = users.size() / PROCESSES.size();
    for (int i = 0; i < PROCESSES.size(); i++) {
      List<UserRef> some = users.subList(i * share, (i + 1) * share);
      some.subList(0, share / 2).forEach(user -> accepted.add(stage.offboard(user, Stage.ERASURE)));
      if (stage.canKill(PROCESSES.get(i))) {
        stage.kill(PROCESSES.get(i));
      }
      some.subList(share / 2, share)
          .forEach(
              user ->
                  stage.await(
                      "accepted, if need be at a later try",
                      () -> accepted.add(stage.offboard(user, Stage.ERASURE))));
    }

    accepted.forEach(id -> stage.await("completed", id, it -> it.state() == COMPLETED));

    stage.awaitReady();
    assertThat(accepted).hasSize(users.size());
    assertThat(
            stage.number("SELECT count(*) FROM session.session WHERE tenant_id = 'it-crash-all'"))
        .isZero();
    stage.await(
        "one audit entry per state change (I9)",
        () ->
            stage.number(
                    """
                    SELECT count(*) FROM orchestrator.state_change c
                    FULL JOIN (SELECT * FROM audit.entry WHERE kind = 'state-change') e
                      ON e.offboarding_id = c.offboarding_id AND e.natural_key = c.sequence::text
                    WHERE c.offboarding_id IS NULL OR e.offboarding_id IS NULL
                    """)
                == 0);
    assertThat(
            stage.number(
                """
                SELECT count(*) - count(DISTINCT (offboarding_id, participant, phase)) FROM orchestrator.step
                """))
        .as("each step once (I6)")
        .isZero();
  }

  @Test
  void a_relay_killed_in_the_middle_of_batched_inserts_loses_nothing() {
    List<UserRef> users = stage.companyOf("it-crash-relay", 100);
    List<OffboardingId> accepted = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      accepted.add(stage.offboard(users.get(i), Stage.ERASURE));
      if (i == 30 || i == 70) {
        stage.kill("connect");
      }
    }

    accepted.forEach(id -> stage.await("completed", id, it -> it.state() == COMPLETED));

    stage.await(
        "every announcement was accepted by every participant (I11)",
        () ->
            stage.number(
                    """
                    SELECT count(*) FROM orchestrator.outbox o
                    CROSS JOIN (VALUES ('identity'), ('entitlement'), ('session'), ('audit')) AS p (name)
                    LEFT JOIN (SELECT consumer, message_id FROM identity.inbox UNION ALL SELECT consumer, message_id FROM entitlement.inbox
                               UNION ALL SELECT consumer, message_id FROM session.inbox UNION ALL SELECT consumer, message_id FROM audit.inbox) AS i
                      ON i.consumer = p.name AND i.message_id = o.id
                    WHERE o.aggregatetype = 'offboarding.lifecycle' AND i.message_id IS NULL
                    """)
                == 0);
  }
}
