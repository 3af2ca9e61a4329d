package dev.offboard.messaging.participant;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.StepReport.StepProgressed;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.sample.Badges;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.EveryTenant;
import dev.offboard.messaging.testkit.Story;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class ParticipantKitSliceTest {
  @Autowired ApplicationContext context;
  @Autowired Badges badges;
  @Autowired Fences fences;
  @Autowired Steps steps;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  Deliveries orchestrator;

  @BeforeEach
  void deliver_as_the_orchestrator() {
    orchestrator = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void an_announcement_is_acted_on_and_reported_with_evidence() {
    Story leaver = offboardingOf("t1", "ada");
    badges.issue(leaver.user(), "front");
    badges.issue(leaver.user(), "lab");

    assertThat(orchestrator.deliver(leaver.deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> {
              assertThat(report.evidence()).isEqualTo(Evidence.of("badges", 2));
              assertThat(report.attempt()).isEqualTo(1);
              assertThat(report.phase()).isEqualTo(Phase.REVOKE);
            });
    assertThat(badges.issue(leaver.user(), "front")).isFalse();
  }

  @Test
  void a_redelivered_announcement_changes_and_says_nothing() {
    Story leaver = offboardingOf("t2", "ada");
    orchestrator.deliver(leaver.deprovisioned());

    assertThat(orchestrator.redeliver()).isEmpty();
  }

  @Test
  void announced_again_it_answers_from_its_stored_answer_under_the_new_attempt() {
    Story leaver = offboardingOf("t3", "ada");
    badges.issue(leaver.user(), "front");
    orchestrator.deliver(leaver.deprovisioned());

    assertThat(orchestrator.deliver(leaver.attempt(2).deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> {
              assertThat(report.attempt()).isEqualTo(2);
              assertThat(report.evidence()).isEqualTo(Evidence.of("badges", 1));
            });
  }

  @Test
  void access_planted_after_the_answer_is_removed_when_announced_again() {
    Story leaver = offboardingOf("t4", "ada");
    orchestrator.deliver(leaver.deprovisioned());
    jdbc.sql("INSERT INTO badge VALUES ('t4', 'ada', 'back', 1)").update();

    assertThat(orchestrator.deliver(leaver.queried()))
        .singleElement()
        .isInstanceOfSatisfying(
            ResidualAccessReported.class,
            report -> assertThat(report.residual()).isEqualTo(Evidence.of("badges", 1)));
    orchestrator.deliver(leaver.attempt(2).deprovisioned());

    assertThat(badges.count(leaver.user())).isZero();
  }

  @Test
  void a_late_deprovisioning_cannot_hurt_a_reinstated_user() {
    Story story = offboardingOf("t5", "ada");
    orchestrator.deliver(story.deprovisioned(), story.reinstated());
    badges.issue(story.user(), "front");

    assertThat(orchestrator.deliver(story.attempt(7).deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepRefused.class, report -> assertThat(report.code()).isEqualTo("stale-epoch"));
    assertThat(badges.count(story.user())).isEqualTo(1);
    assertThat(badges.issue(story.user(), "lab")).isTrue();
  }

  @Test
  void announcements_of_one_user_in_one_batch_keep_their_order() {
    Story a = offboardingOf("t6", "ada");
    Story b = offboardingOf("t6", "bob");

    assertThat(orchestrator.deliver(a.deprovisioned(), b.deprovisioned(), a.erased()))
        .allMatch(StepCompleted.class::isInstance)
        .hasSize(3);
    assertThat(transactions.<Fence>execute(tx -> fences.lock(a.user())).standing())
        .isEqualTo(Standing.ERASED);
    assertThat(transactions.<Fence>execute(tx -> fences.lock(b.user())).standing())
        .isEqualTo(Standing.BLOCKED);
  }

  @Test
  void a_refusal_leaves_nothing_behind() {
    Story guard = offboardingOf("t7", "guard");

    assertThat(orchestrator.deliver(guard.deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepRefused.class, report -> assertThat(report.code()).isEqualTo("on-duty"));
    assertThat(badges.issue(guard.user(), "front")).isTrue();
  }

  @Test
  void completed_is_not_believed_while_access_is_read_back() {
    Story ghost = offboardingOf("t8", "ghost");
    badges.issue(ghost.user(), "attic");

    assertThat(orchestrator.deliver(ghost.deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepFailed.class, report -> assertThat(report.code()).isEqualTo("residual-access"));
  }

  @Test
  void a_poison_user_is_reported_failed_and_delays_nobody() {
    Story cursed = offboardingOf("t9", "cursed");
    Story ada = offboardingOf("t9", "ada");
    Story bob = offboardingOf("t9", "bob");
    badges.issue(cursed.user(), "crypt");

    assertThat(
            orchestrator.deliver(ada.deprovisioned(), cursed.deprovisioned(), bob.deprovisioned()))
        .hasSize(3)
        .filteredOn(StepCompleted.class::isInstance)
        .extracting(r -> r.userId().value())
        .containsExactlyInAnyOrder("ada", "bob");
    assertThat(badges.count(cursed.user())).as("rolled back").isEqualTo(1);
    assertThat(orchestrator.deadLetters()).isEmpty();
  }

  @Test
  void a_failure_is_reported_without_quoting_the_exception() {
    Story cursed = offboardingOf("t10", "cursed");

    assertThat(orchestrator.deliver(cursed.deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepFailed.class,
            report -> {
              assertThat(report.code()).isEqualTo("participant-throws");
              assertThat(report.detail()).isEqualTo("java.lang.IllegalStateException");
            });
    assertThat(orchestrator.redeliver()).as("answered once").isEmpty();
  }

  @Test
  void a_step_that_takes_minutes_ends_later_with_the_latest_attempt() {
    Story far = offboardingOf("t11", "far");
    assertThat(orchestrator.deliver(far.deprovisioned()))
        .singleElement()
        .isInstanceOf(StepProgressed.class);
    orchestrator.deliver(far.attempt(2).deprovisioned());

    boolean ended =
        transactions.execute(
            tx -> steps.complete(far.offboardingId(), Phase.REVOKE, Evidence.of("doors", 1)));
    assertThat(ended).isTrue();
    assertThat(orchestrator.newReports())
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class, report -> assertThat(report.attempt()).isEqualTo(2));
    boolean again =
        transactions.execute(
            tx -> steps.complete(far.offboardingId(), Phase.REVOKE, Evidence.of("doors", 1)));
    assertThat(again).as("ends once").isFalse();
  }

  @Test
  void a_step_under_way_says_how_far_it_is_and_what_troubles_it_until_it_ends() {
    Story far = offboardingOf("t21", "far");
    orchestrator.deliver(far.attempt(3).deprovisioned());

    transactions.executeWithoutResult(
        tx -> {
          assertThat(steps.progressed(far.offboardingId(), Phase.REVOKE, "1 of 2 doors")).isTrue();
          assertThat(
                  steps.failing(
                      far.offboardingId(),
                      Phase.REVOKE,
                      new Report.Failing("door-jammed", "door 2 does not answer")))
              .isTrue();
        });

    assertThat(orchestrator.newReports())
        .satisfiesExactly(
            said -> {
              assertThat(((StepProgressed) said).progress()).isEqualTo("1 of 2 doors");
              assertThat(said.attempt()).isEqualTo(3);
            },
            said -> {
              assertThat(((StepFailed) said).code()).isEqualTo("door-jammed");
              assertThat(said.attempt()).isEqualTo(3);
            });
    transactions.executeWithoutResult(
        tx -> {
          assertThat(steps.complete(far.offboardingId(), Phase.REVOKE, Evidence.NONE)).isTrue();
          assertThat(steps.progressed(far.offboardingId(), Phase.REVOKE, "late")).isFalse();
        });
  }

  @Test
  void a_step_in_trouble_is_reported_failed_and_still_ends_later() {
    Story jammed = offboardingOf("t22", "jammed");

    assertThat(orchestrator.deliver(jammed.deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepFailed.class, report -> assertThat(report.code()).isEqualTo("door-jammed"));
    assertThat(
            transactions.<Boolean>execute(
                tx ->
                    steps.complete(jammed.offboardingId(), Phase.REVOKE, Evidence.of("doors", 1))))
        .isTrue();
  }

  @Test
  void many_steps_that_took_minutes_end_in_one_record() {
    List<Story> far =
        IntStream.range(0, 3).mapToObj(i -> offboardingOf("t20-" + i, "far")).toList();
    far.forEach(story -> orchestrator.deliver(story.deprovisioned()));
    Map<OffboardingId, Evidence> evidence = new HashMap<>();
    far.forEach(story -> evidence.put(story.offboardingId(), Evidence.of("doors", 1)));
    evidence.put(offboardingOf("t20-0", "never-announced").offboardingId(), Evidence.NONE);

    assertThat(transactions.<Integer>execute(tx -> steps.complete(Phase.REVOKE, evidence)))
        .isEqualTo(3);

    assertThat(orchestrator.newOutboxPayloads("offboarding.step-reports.v1")).hasSize(1);
    assertThat(transactions.<Integer>execute(tx -> steps.complete(Phase.REVOKE, evidence)))
        .as("end once")
        .isZero();
  }

  @Test
  void state_inbox_and_outbox_roll_back_together() {
    Story leaver = offboardingOf("t12", "ada");
    badges.issue(leaver.user(), "front");
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    tx -> {
                      orchestrator.deliver(leaver.deprovisioned());
                      assertThat(badges.count(leaver.user())).isZero();
                      throw new IllegalStateException("killed before commit");
                    }))
        .hasMessage("killed before commit");

    assertThat(badges.count(leaver.user())).isEqualTo(1);
    assertThat(orchestrator.newReports()).isEmpty();
    assertThat(orchestrator.redeliver()).as("the inbox forgot it too").hasSize(1);
    assertThat(badges.count(leaver.user())).isZero();
  }

  @Test
  void a_badge_issued_while_the_user_is_offboarded_never_survives() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2, EveryTenant.threads());
    try {
      for (int round = 0; round < 40; round++) {
        Story leaver = offboardingOf("t13", "u" + round);
        CyclicBarrier start = new CyclicBarrier(2);
        Future<?> grant = both.submit(after(start, () -> badges.issue(leaver.user(), "front")));
        Future<?> offboarding =
            both.submit(after(start, () -> orchestrator.deliver(leaver.deprovisioned())));
        grant.get(10, TimeUnit.SECONDS);
        offboarding.get(10, TimeUnit.SECONDS);
        assertThat(badges.count(leaver.user())).as("round " + round).isZero();
      }
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  void the_conclusion_is_answered_without_touching_the_fence() {
    Story leaver = offboardingOf("t14", "ada");
    orchestrator.deliver(leaver.deprovisioned(), leaver.erased());

    assertThat(orchestrator.deliver(leaver.concluded(5)))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> assertThat(report.evidence()).isEqualTo(Evidence.of("stateChanges", 5)));
  }

  private static Callable<Object> after(CyclicBarrier start, Callable<?> action) {
    return () -> {
      start.await(10, TimeUnit.SECONDS);
      return List.of(action.call());
    };
  }
}
