package dev.offboard.messaging.participant;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.sample.Badges;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.Story;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class RoleChangeSliceTest {
  private static final HeldRole LAB = new HeldRole("doors", "lab");

  @Autowired ApplicationContext context;
  @Autowired Badges badges;
  @Autowired JdbcClient jdbc;
  Deliveries orchestrator;

  @BeforeEach
  void deliver_as_the_orchestrator() {
    orchestrator = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void the_roles_go_and_the_user_stays_open() {
    Story mover = moverOf("r1");

    assertCompleted(orchestrator.deliver(mover.withdrawn(LAB)), Phase.WITHDRAW, 1);
    assertThat(badges.count(mover.user())).isEqualTo(1);
    assertThat(badges.issue(mover.user(), "roof")).as("other roles may be given").isTrue();
    assertThat(orchestrator.deliver(mover.rolesQueried(LAB)))
        .singleElement()
        .isInstanceOfSatisfying(
            ResidualAccessReported.class,
            report -> {
              assertThat(report.residual()).isEqualTo(Evidence.NONE);
              assertThat(report.phase()).isEqualTo(Phase.VERIFY);
            });
  }

  @Test
  void announced_again_it_acts_only_on_what_is_back() {
    Story mover = moverOf("r2");
    orchestrator.deliver(mover.withdrawn(LAB));
    assertCompleted(orchestrator.deliver(mover.attempt(2).withdrawn(LAB)), Phase.WITHDRAW, 1);
    plant(mover);

    assertThat(orchestrator.deliver(mover.rolesQueried(LAB)))
        .singleElement()
        .isInstanceOfSatisfying(
            ResidualAccessReported.class,
            report -> assertThat(report.residual()).isEqualTo(Evidence.of("badges", 1)));
    assertCompleted(orchestrator.deliver(mover.attempt(3).withdrawn(LAB)), Phase.WITHDRAW, 2);
    assertThat(badges.count(mover.user())).isEqualTo(1);
  }

  @Test
  void once_restored_it_takes_nothing_again_however_late_it_comes() {
    Story mover = moverOf("r3");
    orchestrator.deliver(mover.withdrawn(LAB));
    assertCompleted(orchestrator.deliver(mover.restored(LAB)), Phase.RESTORE, 1);

    assertStale(orchestrator.deliver(mover.attempt(2).withdrawn(LAB)));
    assertThat(badges.count(mover.user())).isEqualTo(2);
  }

  @Test
  void once_concluded_the_role_may_be_given_again_and_stays() {
    Story mover = moverOf("r4");
    orchestrator.deliver(mover.withdrawn(LAB), mover.concluded(4));
    badges.issue(mover.user(), "lab");

    assertStale(orchestrator.deliver(mover.attempt(2).withdrawn(LAB)));
    assertThat(badges.count(mover.user())).isEqualTo(2);
  }

  @Test
  void of_a_user_who_is_deprovisioned_nothing_is_taken_and_nothing_given_back() {
    Story mover = moverOf("r5");
    orchestrator.deliver(mover.withdrawn(LAB));
    Story leaver = new Story(mover.offboardingId(), mover.user(), mover.epoch(), 1, mover.reason());
    orchestrator.deliver(leaver.deprovisioned());

    assertStale(orchestrator.deliver(mover.restored(LAB)));
    assertStale(orchestrator.deliver(mover.attempt(2).withdrawn(LAB)));
    assertThat(badges.count(mover.user())).isZero();
  }

  @Test
  void one_that_became_the_offboarding_of_the_whole_user_acts_on_that_too() {
    Story mover = moverOf("r6");
    orchestrator.deliver(mover.withdrawn(LAB));

    assertCompleted(orchestrator.deliver(mover.deprovisioned()), Phase.REVOKE, 1);
    assertThat(badges.count(mover.user())).isZero();
  }

  @Test
  void a_role_change_of_an_epoch_that_is_over_is_stale() {
    Story mover = moverOf("r7");
    orchestrator.deliver(mover.deprovisioned(), mover.reinstated());
    badges.issue(mover.user(), "lab");

    assertStale(orchestrator.deliver(offboardingOf("r7", "ada").withdrawn(LAB)));
    assertThat(badges.count(mover.user())).isEqualTo(1);
  }

  private Story moverOf(String tenant) {
    Story mover = offboardingOf(tenant, "ada");
    badges.issue(mover.user(), "front");
    badges.issue(mover.user(), "lab");
    return mover;
  }

  private void plant(Story mover) {
    jdbc.sql("INSERT INTO badge VALUES (?, 'ada', 'lab', 1)")
        .param(mover.user().tenantId().value())
        .update();
  }

  private static void assertCompleted(List<StepReport> reports, Phase phase, long badges) {
    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> {
              assertThat(report.phase()).isEqualTo(phase);
              assertThat(report.evidence()).isEqualTo(Evidence.of("badges", badges));
            });
  }

  private static void assertStale(List<StepReport> reports) {
    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            StepRefused.class, report -> assertThat(report.code()).isEqualTo("stale-epoch"));
  }
}
