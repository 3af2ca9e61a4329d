package dev.offboard.messaging.participant;

import static dev.offboard.messaging.testkit.Inventories.digest;
import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.sample.Badges;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.Inventories;
import dev.offboard.messaging.testkit.Story;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class InventorySliceTest {
  @Autowired ApplicationContext context;
  @Autowired Badges badges;
  @Autowired Steps steps;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  Deliveries orchestrator;

  @BeforeEach
  void deliver_as_the_orchestrator() {
    orchestrator = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void what_a_user_held_is_told_by_salted_digests() {
    Story ada = withBadges("i1", "ada", "front", "lab");

    InventoryItem item = told(orchestrator.deliver(ada.deprovisioned())).getFirst();

    assertThat(item.kind()).isEqualTo("badges");
    assertThat(item.count()).isEqualTo(2);
    assertThat(item.digests())
        .containsExactlyInAnyOrder(digest(item, "front"), digest(item, "lab"));
  }

  @Test
  void who_held_nothing_is_told_to_have_held_nothing() {
    assertThat(told(orchestrator.deliver(offboardingOf("i2", "ada").deprovisioned()))).isEmpty();
  }

  @Test
  void other_phases_say_nothing_of_it() {
    Story ada = withBadges("i3", "ada", "front");
    orchestrator.deliver(ada.deprovisioned());

    assertThat(orchestrator.deliver(ada.erased()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class, report -> assertThat(report.inventory()).isNull());
  }

  @Test
  void announced_again_it_answers_with_what_was_there_at_first() {
    Story ada = withBadges("i4", "ada", "front", "lab");
    List<InventoryItem> first = told(orchestrator.deliver(ada.deprovisioned()));

    assertThat(told(orchestrator.deliver(ada.attempt(2).deprovisioned()))).isEqualTo(first);
    plant(ada, "attic");
    assertThat(told(orchestrator.deliver(ada.attempt(3).deprovisioned())))
        .as("what came back came later")
        .isEqualTo(first);
  }

  @Test
  void an_attempt_that_took_something_and_was_not_done_is_remembered() {
    Story ghost = withBadges("i5", "ghost", "attic");
    assertThat(orchestrator.deliver(ghost.deprovisioned()))
        .singleElement()
        .isInstanceOf(StepFailed.class);
    jdbc.sql("DELETE FROM badge WHERE tenant_id = 'i5'").update();

    InventoryItem item = told(orchestrator.deliver(ghost.attempt(2).deprovisioned())).getFirst();

    assertThat(item.digests()).containsExactly(digest(item, "attic"));
  }

  @Test
  void a_step_that_ends_later_ends_with_what_was_there_at_first() {
    Story far = withBadges("i6", "far", "gate");
    orchestrator.deliver(far.deprovisioned());
    jdbc.sql("DELETE FROM badge WHERE tenant_id = 'i6'").update();
    orchestrator.deliver(far.attempt(2).deprovisioned());

    transactions.executeWithoutResult(
        tx -> steps.complete(far.offboardingId(), Phase.REVOKE, Evidence.of("badges", 1)));

    InventoryItem item = told(orchestrator.newReports()).getFirst();
    assertThat(item.digests()).containsExactly(digest(item, "gate"));
  }

  private Story withBadges(String tenant, String user, String... doors) {
    Story story = offboardingOf(tenant, user);
    for (String door : doors) {
      badges.issue(story.user(), door);
    }
    return story;
  }

  private void plant(Story story, String door) {
    jdbc.sql("INSERT INTO badge VALUES (?, ?, ?, 1)")
        .params(story.user().tenantId().value(), story.user().userId().value(), door)
        .update();
  }

  private static List<InventoryItem> told(List<StepReport> reports) {
    assertThat(reports).singleElement().isInstanceOf(StepCompleted.class);
    return Inventories.of(reports.getFirst());
  }
}
