package dev.offboard.messaging.participant;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.sample.Badges;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.Story;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Three users of a tenant an hour, or half of those who are known; one emergency.
@SpringBootTest(
    classes = BadgeApp.class,
    properties = {
      "offboard.participant.limit.users=3",
      "offboard.participant.limit.share=0.5",
      "offboard.participant.limit.urgent-users=1",
      "offboard.participant.limit.urgent-share=0"
    })
@EmbeddedDatabase("sample")
class LimitSliceTest {
  @Autowired ApplicationContext context;
  @Autowired Badges badges;
  @Autowired Fences fences;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  @Autowired MeterRegistry metrics;
  Deliveries orchestrator;

  @BeforeEach
  void deliver_as_the_orchestrator() {
    orchestrator = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void who_comes_beyond_the_limit_keeps_everything_and_is_reported_failed() {
    List<Story> leavers = leavers("l1", 5);
    double before = held();

    List<StepReport> said = deliver(leavers, Story::deprovisioned);

    assertThat(said.subList(0, 2)).allSatisfy(LimitSliceTest::isHeld);
    assertThat(said.subList(2, 5)).allMatch(StepCompleted.class::isInstance);
    assertThat(leavers).extracting(this::badges).containsExactly(0L, 0L, 0L, 1L, 1L);
    assertThat(leavers)
        .extracting(this::standing)
        .containsExactly(
            Standing.BLOCKED, Standing.BLOCKED, Standing.BLOCKED, Standing.OPEN, Standing.OPEN);
    assertThat(held() - before).isEqualTo(2);
  }

  @Test
  void it_goes_on_by_itself_when_the_hour_is_over() {
    List<Story> leavers = leavers("l2", 5);
    deliver(leavers, Story::deprovisioned);
    List<Story> waiting = again(leavers.subList(3, 5), 2);
    assertThat(deliver(waiting, Story::deprovisioned)).allSatisfy(LimitSliceTest::isHeld);

    jdbc.sql("UPDATE participant_count SET since = since - interval '1 hour'").update();

    assertThat(deliver(again(waiting, 3), Story::deprovisioned))
        .hasSize(2)
        .allMatch(StepCompleted.class::isInstance);
    assertThat(leavers).extracting(this::badges).containsOnly(0L);
  }

  @Test
  void asking_again_and_those_who_are_refused_cost_nothing() {
    List<Story> leavers = leavers("l3", 3);
    deliver(leavers, Story::deprovisioned);
    deliver(again(leavers, 2), Story::deprovisioned);
    Story guard = offboardingOf("l3b", "guard");
    for (int attempt = 1; attempt <= 5; attempt++) {
      assertThat(orchestrator.deliver(guard.attempt(attempt).deprovisioned()))
          .allMatch(StepRefused.class::isInstance);
    }

    assertThat(counted("l3")).isEqualTo(3);
    assertThat(counted("l3b")).isZero();
  }

  @Test
  void an_id_that_was_answered_for_one_user_lets_nobody_past_the_limit() {
    OffboardingId one = offboardingOf("l4", "ada").offboardingId();
    List<Story> forged =
        leavers("l4", 6).stream()
            .map(it -> new Story(one, it.user(), it.epoch(), 7, it.reason()))
            .toList();

    forged.forEach(it -> orchestrator.deliver(it.deprovisioned()));

    assertThat(forged).extracting(this::badges).containsExactly(0L, 0L, 0L, 1L, 1L, 1L);
  }

  @Test
  void half_of_a_large_tenant_that_is_known_since_yesterday() {
    List<Story> known = leavers("l5", 12);
    jdbc.sql("UPDATE fence SET changed_at = now() - interval '2 days' WHERE tenant_id = 'l5'")
        .update();

    known.forEach(it -> orchestrator.deliver(it.deprovisioned()));

    // the fourth is half of the eight who are open beside it, the fifth more than half of the seven
    assertThat(known.stream().filter(it -> badges(it) == 0).count()).isEqualTo(4);
  }

  @Test
  void erasing_and_other_tenants_count_for_themselves() {
    List<Story> leavers = leavers("l6", 3);
    deliver(leavers, Story::deprovisioned);

    assertThat(deliver(leavers, Story::erased)).allMatch(StepCompleted.class::isInstance);
    assertThat(deliver(leavers("l7", 3), Story::deprovisioned))
        .allMatch(StepCompleted.class::isInstance);
    assertThat(orchestrator.deliver(offboardingOf("l6", "late").erased()))
        .allSatisfy(LimitSliceTest::isHeld);
  }

  @Test
  void emergencies_have_a_limit_of_their_own() {
    Deliveries urgent = Deliveries.to(context, Topics.LIFECYCLE_URGENT);
    List<Story> leavers = leavers("l8", 5);
    deliver(leavers.subList(0, 3), Story::deprovisioned);

    assertThat(urgent.deliver(leavers.get(3).deprovisionedUrgently()))
        .allMatch(StepCompleted.class::isInstance);
    assertThat(urgent.deliver(leavers.get(4).deprovisionedUrgently()))
        .allSatisfy(LimitSliceTest::isHeld);
  }

  @Test
  void what_is_given_back_is_never_held_up() {
    List<Story> leavers = leavers("l9", 4);
    deliver(leavers, Story::deprovisioned);

    assertThat(deliver(leavers, Story::reinstated)).allMatch(StepCompleted.class::isInstance);
  }

  private List<Story> leavers(String tenant, int users) {
    List<Story> leavers =
        IntStream.range(0, users).mapToObj(i -> offboardingOf(tenant, "u" + i)).toList();
    leavers.forEach(it -> badges.issue(it.user(), "front"));
    return leavers;
  }

  private static List<Story> again(List<Story> leavers, int attempt) {
    return leavers.stream().map(it -> it.attempt(attempt)).toList();
  }

  private List<StepReport> deliver(
      List<Story> leavers, Function<Story, PhaseAnnouncement> announced) {
    return orchestrator.deliver(leavers.stream().map(announced).toArray(PhaseAnnouncement[]::new));
  }

  private static void isHeld(StepReport report) {
    assertThat(report)
        .isInstanceOfSatisfying(
            StepFailed.class, failed -> assertThat(failed.code()).isEqualTo("limit-reached"));
  }

  private long badges(Story leaver) {
    return badges.count(leaver.user());
  }

  private Standing standing(Story leaver) {
    return transactions.<Fence>execute(tx -> fences.lock(leaver.user())).standing();
  }

  private int counted(String tenant) {
    return jdbc.sql("SELECT coalesce(sum(users), 0) FROM participant_count WHERE tenant_id = ?")
        .param(tenant)
        .query(Integer.class)
        .single();
  }

  private double held() {
    return metrics.find("offboarding.participant.held").counters().stream()
        .mapToDouble(it -> it.count())
        .sum();
  }
}
