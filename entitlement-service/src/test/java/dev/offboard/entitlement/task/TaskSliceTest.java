package dev.offboard.entitlement.task;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.ForeignApplication;
import dev.offboard.entitlement.ForeignApplication.Mood;
import dev.offboard.entitlement.Leaver;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.connection.Connection;
import dev.offboard.messaging.testkit.Deliveries;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@EntitlementSlice
class TaskSliceTest {
  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired TaskWorker worker;
  @Autowired Leases leases;
  private final ForeignApplication crm = new ForeignApplication();
  private final ForeignApplication wiki = new ForeignApplication();
  private Tenant acme;

  @BeforeEach
  void two_applications() {
    acme = tenants.fresh().withScim("crm", crm.scim()).withScim("wiki", wiki.scim());
  }

  @AfterEach
  void close() {
    acme.endTasks();
    worker.start();
    crm.close();
    wiki.close();
  }

  @Test
  void decisions_refuse_at_once_while_applications_take_their_time() {
    crm.with("ada").is(Mood.HANGS);
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned());

    assertThat(acme.whyOf("ada", "crm", "user")).isEqualTo("user-blocked");
    assertThat(acme.grantsOf("ada")).isEmpty();
    ada.progressed("0 of 1 applications; crm: ");
  }

  @Test
  void a_task_whose_caller_died_before_the_outcome_is_called_again_under_the_same_key() {
    crm.with("ada");
    AtomicInteger answers = new AtomicInteger();
    crm.before(
        () -> {
          if (answers.incrementAndGet() == 3) { // the change is made, its answer is on its way
            jdbc.sql(
                    "UPDATE task SET lease_id = gen_random_uuid(), due_at = now() WHERE tenant_id ="
                        + " ?")
                .param(acme.id())
                .update();
          }
        });
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);

    assertThat(
            jdbc.sql("SELECT tries FROM task WHERE tenant_id = ?")
                .param(acme.id())
                .query(Integer.class)
                .single())
        .as("the outcome of the first caller was not asked for any more")
        .isEqualTo(2);
    assertThat(
            crm.changes().stream()
                .map(change -> change.headers().get("idempotency-key"))
                .distinct())
        .hasSize(1);
  }

  @Test
  void tasks_survive_a_restart_of_the_worker() {
    worker.stop();
    crm.with("ada");
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned());
    assertThat(crm.requests).isEmpty();

    worker.start();
    ada.completed(Phase.REVOKE);
  }

  @Test
  void the_tasks_of_an_emergency_are_done_before_those_that_wait_longer() {
    worker.stop();
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned());
    Leaver bob = leaver("bob", "crm");
    bob.is(bob.story.deprovisioned());
    Leaver eve = leaver("eve", "crm");
    eve.is(eve.story.deprovisionedUrgently());
    // bob's waits in the backlog and becomes an emergency there
    bob.is(bob.story.attempt(2).deprovisionedUrgently());

    assertThat(leases.take(crmOfAcme(), 3))
        .extracting(task -> task.user().userId().value())
        .startsWith("bob", "eve")
        .endsWith("ada");
  }

  private Connection.Key crmOfAcme() {
    return new Connection.Key(new TenantId(acme.id()), new ApplicationId("crm"));
  }

  @Test
  void an_announcement_made_twice_makes_each_task_once() {
    worker.stop();
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned());
    ada.is(ada.story.attempt(2).deprovisioned());

    assertThat(openTasks()).isEqualTo(1);
  }

  @Test
  void the_step_says_how_many_applications_are_done() {
    crm.with("ada");
    wiki.with("ada").is(Mood.FAILS);
    Leaver ada = leaver("ada", "crm", "wiki");
    ada.is(ada.story.deprovisioned());
    ada.progressed("1 of 2 applications; wiki: ");

    wiki.is(Mood.GOOD);
    assertThat(ada.completed(Phase.REVOKE).counts())
        .containsEntry("accountsDeactivated", 2L)
        .containsEntry("grants", 2L);
  }

  @Test
  void applications_have_their_turn_by_order_class() {
    acme.connect("wiki", Tenants.scim(wiki.scim()).replace("{", "{\"order\":\"first\","));
    crm.with("ada");
    wiki.with("ada").is(Mood.FAILS);
    Leaver ada = leaver("ada", "crm", "wiki");
    ada.is(ada.story.deprovisioned());

    ada.progressed("crm: has its turn after the others");
    assertThat(crm.requests).as("before the first one is done").isEmpty();
    wiki.is(Mood.GOOD);
    ada.completed(Phase.REVOKE);
    assertThat(crm.stateOf("ada")).isEqualTo("inactive");
  }

  @Test
  void an_application_that_hangs_delays_its_own_users_only() {
    crm.is(Mood.HANGS);
    IntStream.range(0, 20).forEach(i -> wiki.with("w" + i));
    List<Leaver> hanging = IntStream.range(0, 20).mapToObj(i -> leaver("h" + i, "crm")).toList();
    List<Leaver> others = IntStream.range(0, 20).mapToObj(i -> leaver("w" + i, "wiki")).toList();
    hanging.forEach(one -> one.is(one.story.deprovisioned()));
    others.forEach(one -> one.is(one.story.deprovisioned()));

    others.forEach(one -> one.completed(Phase.REVOKE));
    assertThat(hanging).noneMatch(one -> one.hasCompleted(Phase.REVOKE));

    crm.is(Mood.GOOD);
    hanging.forEach(one -> one.completed(Phase.REVOKE));
  }

  @Test
  void a_failing_application_is_quarantined_visibly_and_heals_by_itself() {
    crm.with("ada").is(Mood.FAILS);
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned());

    assertThat(ada.failing("crm: quarantined since")).contains("answers 503", "tried again at");
    assertThat(standing()).isEqualTo("quarantined");
    assertThat(Tenants.text(tenants.get(acme.path("/applications/crm/connection"))))
        .contains("\"trouble\":\"answers 503\"", "\"since\":");

    crm.is(Mood.GOOD);
    ada.completed(Phase.REVOKE);
    await().untilAsserted(() -> assertThat(standing()).isEqualTo("working"));
  }

  @Test
  void a_person_has_what_is_left_alone_tried_now() {
    crm.with("ada").is(Mood.FAILS);
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned()).failing("crm: quarantined since");
    crm.is(Mood.HANGS);
    jdbc.sql(
            "UPDATE task SET due_at = now() + interval '1 hour', lease_id = NULL WHERE tenant_id ="
                + " ?")
        .param(acme.id())
        .update();
    crm.is(Mood.GOOD);

    assertThat(probe()).hasStatus(202);
    assertThat(probe()).as("twice is harmless").hasStatus(202);

    ada.completed(Phase.REVOKE);
    await().untilAsserted(() -> assertThat(standing()).isEqualTo("working"));
  }

  private MvcTestResult probe() {
    return tenants.send(HttpMethod.POST, acme.path("/applications/crm/connection/probe"), "{}");
  }

  @Test
  void announced_again_a_step_in_trouble_is_reported_failed_again() {
    crm.with("ada").is(Mood.GONE);
    acme.connect("crm", Tenants.webhook(crm.hook()));
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned()).failing("disabled since");

    Leaver again = new Leaver(deliveries(), ada.story.attempt(2));
    again.is(again.story.deprovisioned());
    assertThat(again.failing("disabled since")).contains("hr-team");
  }

  @Test
  void an_undo_ends_the_tasks_it_overtakes_and_wins() {
    crm.with("ada").is(Mood.FAILS);
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned()).progressed("answers 503");
    ada.is(ada.story.reinstated());

    crm.is(Mood.GOOD);
    ada.completed(Phase.REINSTATE);
    assertThat(crm.stateOf("ada")).isEqualTo("active");
    assertThat(crm.changes()).as("nobody was deactivated").isEmpty();
    assertThat(ada.hasCompleted(Phase.REVOKE)).isFalse();
  }

  @Test
  void a_task_of_an_older_epoch_never_calls() {
    worker.stop();
    crm.with("ada");
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned());
    jdbc.sql("UPDATE fence SET epoch = 2, standing = 0 WHERE tenant_id = ?")
        .param(acme.id())
        .update();
    Leaver bob = leaver("bob", "crm");
    crm.with("bob");

    worker.start();
    bob.is(bob.story.deprovisioned()).completed(Phase.REVOKE);
    assertThat(crm.stateOf("ada")).isEqualTo("active");
  }

  @Test
  void a_fence_that_moves_between_lookup_and_change_stops_the_change() {
    crm.with("ada");
    crm.before(
        () ->
            jdbc.sql("UPDATE fence SET epoch = 2, standing = 0 WHERE tenant_id = ?")
                .param(acme.id())
                .update());
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned());

    await().untilAsserted(() -> assertThat(crm.requests).isNotEmpty());
    Leaver bob = leaver("bob", "wiki");
    bob.is(bob.story.deprovisioned()).completed(Phase.REVOKE);
    assertThat(crm.changes()).isEmpty();
  }

  @Test
  void an_application_that_has_not_confirmed_is_residual_access() {
    crm.with("ada").is(Mood.LIES);
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned()).progressed("reads back active");

    assertThat(residualOf(ada)).isEqualTo(Evidence.of("applications", 1));
  }

  @Test
  void an_account_that_is_active_again_is_taken_away_and_told_to_who_asks_next() {
    crm.with("ada");
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);
    crm.with("ada"); // past us

    assertThat(residualOf(ada)).as("known so far").isEqualTo(Evidence.NONE);
    await().untilAsserted(() -> assertThat(crm.stateOf("ada")).isEqualTo("inactive"));
    await()
        .untilAsserted(() -> assertThat(residualOf(ada)).isEqualTo(Evidence.of("applications", 1)));

    Leaver again = new Leaver(deliveries(), ada.story.attempt(2));
    again.is(again.story.deprovisioned()).completed(Phase.REVOKE);
    assertThat(residualOf(ada)).isEqualTo(Evidence.NONE);
  }

  @Test
  void an_application_that_covers_everybody_is_asked_about_who_holds_no_grant() {
    acme.connect("crm", Tenants.scim(crm.scim()).replace("{", "{\"covers\":\"everybody\","));
    crm.with("ada");
    Leaver ada = leaver("ada");
    ada.is(ada.story.deprovisioned());

    assertThat(ada.completed(Phase.REVOKE).counts()).containsEntry("accountsDeactivated", 1L);
    ada.is(ada.story.reinstated()).completed(Phase.REINSTATE);
    assertThat(crm.stateOf("ada")).isEqualTo("active");
    assertThat(wiki.requests).isEmpty();
  }

  @Test
  void a_grant_planted_later_has_its_application_asked_again() {
    crm.with("ada");
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);
    acme.plant("ada", "crm", "user");
    crm.with("ada");

    Leaver again = new Leaver(deliveries(), ada.story.attempt(2));
    again.is(again.story.deprovisioned());
    assertThat(again.completed(Phase.REVOKE).counts()).containsEntry("grants", 2L);
    assertThat(crm.stateOf("ada")).isEqualTo("inactive");
  }

  @Test
  void a_connection_with_open_tasks_is_not_taken_away() {
    crm.with("ada").is(Mood.FAILS);
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned()).progressed("answers 503");

    assertThat(tenants.send(HttpMethod.DELETE, acme.path("/applications/crm/connection"), ""))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("tasks-open");
  }

  @Test
  void a_step_past_its_deadline_says_so() {
    crm.with("ada").is(Mood.FAILS);
    Leaver ada = leaver("ada", "crm");
    ada.is(ada.story.deprovisioned()).progressed("answers 503");
    jdbc.sql("UPDATE task SET deadline_at = now() - interval '1 s' WHERE tenant_id = ?")
        .param(acme.id())
        .update();

    Leaver again = new Leaver(deliveries(), ada.story.attempt(2));
    again.is(again.story.deprovisioned()).failing("crm: ");
  }

  private Leaver leaver(String user, String... applications) {
    for (String application : applications) {
      acme.withGrant(user, application, "user");
    }
    return new Leaver(deliveries(), offboardingOf(acme.id(), user));
  }

  private Evidence residualOf(Leaver leaver) {
    return deliveries().deliver(leaver.story.queried()).stream()
        .map(report -> ((ResidualAccessReported) report).residual())
        .findFirst()
        .orElseThrow();
  }

  private Deliveries deliveries() {
    return Deliveries.to(context, Topics.LIFECYCLE);
  }

  private long openTasks() {
    return jdbc.sql("SELECT count(*) FROM task WHERE tenant_id = ? AND state = 'open'")
        .param(acme.id())
        .query(Long.class)
        .single();
  }

  private String standing() {
    return Tenants.text(tenants.get(acme.path("/applications/crm/connection")))
        .replaceAll(".*\"standing\":\"([a-z]*)\".*", "$1");
  }
}
