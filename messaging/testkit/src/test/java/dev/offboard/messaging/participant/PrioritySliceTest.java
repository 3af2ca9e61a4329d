package dev.offboard.messaging.participant;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.sample.Badges;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.EveryTenant;
import dev.offboard.messaging.testkit.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/// One participant, two consumers: what is announced of one user may come through either, in any
/// order, and at the same time.
@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class PrioritySliceTest {
  @Autowired ApplicationContext context;
  @Autowired Badges badges;
  @Autowired Steps steps;
  @Autowired TransactionTemplate transactions;
  Deliveries backlog;
  Deliveries emergencies;

  @BeforeEach
  void deliver_both_ways() {
    backlog = Deliveries.to(context, Topics.LIFECYCLE);
    emergencies = Deliveries.to(context, Topics.LIFECYCLE_URGENT);
  }

  @Test
  void an_emergency_is_answered_on_the_topic_of_emergencies() {
    Story leaver = offboardingOf("p1", "ada");
    badges.issue(leaver.user(), "front");

    assertThat(emergencies.deliver(leaver.deprovisionedUrgently()))
        .singleElement()
        .isInstanceOf(StepCompleted.class);
    assertThat(emergencies.outboxTopics().getLast()).isEqualTo(Topics.REPORTS_URGENT);

    backlog.deliver(offboardingOf("p1", "bob").deprovisioned());
    assertThat(backlog.outboxTopics().getLast()).isEqualTo(Topics.REPORTS);
  }

  @Test
  void what_ends_later_is_told_where_it_was_asked() {
    Story far = offboardingOf("p2", "far");
    Story jammed = offboardingOf("p2", "jammed");
    emergencies.deliver(far.deprovisionedUrgently());
    backlog.deliver(jammed.deprovisioned());

    transactions.executeWithoutResult(
        tx -> steps.progressed(far.offboardingId(), Phase.REVOKE, "half"));
    assertThat(emergencies.outboxTopics().getLast()).isEqualTo(Topics.REPORTS_URGENT);
    transactions.executeWithoutResult(
        tx -> steps.complete(far.offboardingId(), Phase.REVOKE, Evidence.NONE));
    assertThat(emergencies.outboxTopics().getLast()).isEqualTo(Topics.REPORTS_URGENT);
    transactions.executeWithoutResult(
        tx -> steps.complete(jammed.offboardingId(), Phase.REVOKE, Evidence.NONE));
    assertThat(emergencies.outboxTopics().getLast()).isEqualTo(Topics.REPORTS);
  }

  @Test
  void the_announcement_that_was_overtaken_does_nothing_again() {
    Story leaver = offboardingOf("p3", "ada");
    badges.issue(leaver.user(), "front");
    emergencies.deliver(leaver.attempt(2).deprovisionedUrgently());

    assertThat(fromTheBacklog(leaver.deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepCompleted.class,
            report -> {
              assertThat(report.attempt()).isEqualTo(1);
              assertThat(report.evidence()).isEqualTo(Evidence.of("badges", 1));
            });
  }

  @Test
  void the_announcement_that_was_overtaken_cannot_hurt_who_was_reinstated_meanwhile() {
    Story leaver = offboardingOf("p4", "ada");
    emergencies.deliver(leaver.attempt(2).deprovisionedUrgently());
    emergencies.deliver(leaver.reinstated());
    badges.issue(leaver.user(), "front");

    assertThat(fromTheBacklog(leaver.deprovisioned()))
        .singleElement()
        .isInstanceOfSatisfying(
            StepRefused.class, report -> assertThat(report.code()).isEqualTo("stale-epoch"));
    assertThat(badges.count(leaver.user())).isEqualTo(1);
  }

  @Test
  void of_two_that_come_at_the_same_time_one_acts_and_both_are_answered() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2, EveryTenant.threads());
    try {
      for (int round = 0; round < 30; round++) {
        Story leaver = offboardingOf("p5", "u" + round);
        badges.issue(leaver.user(), "front");
        badges.issue(leaver.user(), "lab");
        Deliveries one = Deliveries.to(context, Topics.LIFECYCLE);
        Deliveries other = Deliveries.to(context, Topics.LIFECYCLE_URGENT);
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<?>> delivered = new ArrayList<>();
        delivered.add(both.submit(after(start, () -> one.deliver(leaver.deprovisioned()))));
        delivered.add(
            both.submit(
                after(start, () -> other.deliver(leaver.attempt(2).deprovisionedUrgently()))));
        for (Future<?> each : delivered) {
          each.get(10, TimeUnit.SECONDS);
        }
        assertThat(reportsOf(leaver))
            .as("round %d: each answered, with what was done once", round)
            .hasSize(2)
            .allSatisfy(
                report ->
                    assertThat(((StepCompleted) report).evidence())
                        .isEqualTo(Evidence.of("badges", 2)));
      }
    } finally {
      both.shutdownNow();
    }
  }

  /// What is said because of this message, and not what the emergencies led to.
  private List<StepReport> fromTheBacklog(Message message) {
    backlog.newReports();
    return backlog.deliver(message);
  }

  private List<StepReport> reportsOf(Story story) {
    return Deliveries.everythingReported(context).stream()
        .filter(report -> report.offboardingId().equals(story.offboardingId()))
        .toList();
  }

  private static Callable<Object> after(CyclicBarrier start, Callable<?> action) {
    return () -> {
      start.await(10, TimeUnit.SECONDS);
      return List.of(action.call());
    };
  }
}
