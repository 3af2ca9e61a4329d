package dev.offboard.entitlement.task;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.ForeignApplication;
import dev.offboard.entitlement.ForeignApplication.Mood;
import dev.offboard.entitlement.Leaver;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.Inventories;
import dev.offboard.messaging.testkit.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@EntitlementSlice
class ManualSliceTest {
  private static final String DONE = "{\"note\":\"badge taken\",\"evidence\":\"ticket 7\"}";

  private static final String SAID_BY_ANOTHER = "{\"note\":\"done\",\"by\":\"person.7\"}";

  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  private Tenant acme;
  private Leaver ada;

  @BeforeEach
  void an_application_that_its_owner_looks_after() {
    acme =
        tenants
            .fresh()
            .withConnected("doors", "{\"method\":\"manual\",\"owner\":\"facility\"}")
            .withGrant("ada", "doors", "user");
    ada = new Leaver(Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "ada"));
    ada.is(ada.story.deprovisioned());
  }

  @AfterEach
  void end_what_is_left() {
    acme.endTasks();
  }

  @Test
  void the_owner_finds_the_task_and_its_word_ends_the_step() {
    ada.progressed("doors: is due at");
    assertThat(tasks())
        .bodyJson()
        .extractingPath("$.tasks[0]")
        .asMap()
        .containsEntry("applicationId", "doors")
        .containsEntry("owner", "facility")
        .containsEntry("userId", "ada")
        .containsEntry("phase", "revoke")
        .containsEntry("state", "open")
        .doesNotContainKey("nextTryAt");

    assertThat(complete(taskId(), DONE))
        .hasStatus(200)
        .bodyJson()
        .extractingPath("$.note")
        .isEqualTo("badge taken");

    assertThat(ada.completed(Phase.REVOKE).counts()).containsEntry("ownerConfirmations", 1L);
    assertThat(Tenants.text(tasks())).isEqualTo("{\"tasks\":[]}");
    assertThat(Tenants.text(tenants.get("/api/tasks?open=false&tenantId=" + acme.id())))
        .contains("\"evidence\":\"ticket 7\"", "\"outcome\":\"ownerConfirmations\"");
  }

  @Test
  void who_said_so_is_kept_and_only_a_service_says_it_of_somebody_else() {
    assertThat(
            completeAs(
                TestTokens.jwt(TestTokens.ALL_TENANTS, Role.OPERATOR), taskId(), SAID_BY_ANOTHER))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.field")
        .isEqualTo("by");

    assertThat(completeAs(EmbeddedDatabase.SERVICE_TOKEN, taskId(), SAID_BY_ANOTHER))
        .hasStatus(200)
        .bodyJson()
        .extractingPath("$.confirmedBy")
        .isEqualTo("person.7");
    ada.completed(Phase.REVOKE);
    ada.is(ada.story.erased()).progressed("doors: is due at");
    complete(taskId(), DONE);
    ada.completed(Phase.ERASE);
    assertThat(allTasks()).contains("\"confirmedBy\":\"person.7\"", "\"confirmedBy\":\"operator\"");
  }

  @Test
  void tasks_are_found_by_application_and_by_offboarding() {
    assertThat(list("&applicationId=doors")).contains("\"userId\":\"ada\"");
    assertThat(list("&applicationId=windows")).isEqualTo("{\"tasks\":[]}");
    assertThat(list("&offboardingId=" + ada.story.offboardingId())).contains("\"userId\":\"ada\"");
    assertThat(list("&offboardingId=00000000-0000-0000-0000-000000000000"))
        .isEqualTo("{\"tasks\":[]}");
    assertThat(list("&doer=people")).contains("\"userId\":\"ada\"");
    assertThat(list("&doer=calls")).isEqualTo("{\"tasks\":[]}");
    assertThat(list("&doer=nobody")).contains("\"field\":\"doer\"");
  }

  @Test
  void an_application_shows_what_waits_for_it_and_when_it_last_did_something() {
    assertThat(loads())
        .contains("\"applicationId\":\"doors\"", "\"pending\":1", "\"late\":0")
        .doesNotContain("doneAt");

    complete(taskId(), DONE);

    assertThat(loads()).contains("\"pending\":0", "\"doneAt\":");
    assertThat(Tenants.text(tenants.get("/api/application-loads")))
        .doesNotContain("\"tenantId\":\"%s\"".formatted(acme.id()));
  }

  @Test
  void what_people_look_after_cannot_be_probed() {
    assertThat(
            tenants.send(HttpMethod.POST, acme.path("/applications/doors/connection/probe"), "{}"))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("connection-manual");
  }

  @Test
  void the_inventory_tells_the_applications_that_are_asked() {
    complete(taskId(), DONE);

    StepCompleted completed = ada.completion(Phase.REVOKE);

    assertThat(Inventories.counts(completed)).containsEntry("applications", 1L);
    assertThat(Inventories.has(completed, "applications", "doors")).isTrue();
    assertThat(Inventories.has(completed, "grants/doors", "user")).isTrue();
  }

  @Test
  void what_owners_wrote_is_forgotten_with_the_user() {
    complete(taskId(), DONE);
    ada.completed(Phase.REVOKE);
    ada.is(ada.story.erased()).progressed("doors: is due at");
    assertThat(allTasks()).doesNotContain("badge taken", "ticket 7");

    complete(taskId(), DONE);

    assertThat(ada.completed(Phase.ERASE).counts()).containsEntry("ownerConfirmations", 1L);
    assertThat(allTasks())
        .doesNotContain("badge taken", "ticket 7")
        .contains("\"outcome\":\"ownerConfirmations\"");
  }

  @Test
  void a_task_is_completed_once() {
    String id = taskId();
    complete(id, DONE);

    assertThat(complete(id, DONE))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("task-not-open");
  }

  @Test
  void a_completion_without_a_note_is_refused() {
    assertThat(complete(taskId(), "{\"note\":\" \"}"))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.field")
        .isEqualTo("note");
    assertThat(complete("00000000-0000-0000-0000-000000000000", DONE))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("task-unknown");
  }

  @Test
  void a_task_that_an_undo_has_overtaken_cannot_be_completed() {
    String id = taskId();
    ada.is(ada.story.reinstated());

    assertThat(complete(id, DONE)).hasStatus(409);
    assertThat(ada.hasCompleted(Phase.REVOKE)).isFalse();
  }

  @Test
  void what_is_called_cannot_be_completed_by_hand_until_it_is_put_as_manual() {
    try (ForeignApplication crm = new ForeignApplication()) {
      crm.is(Mood.FAILS);
      acme.withScim("crm", crm.scim()).withGrant("bob", "crm", "user");
      Leaver bob =
          new Leaver(Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "bob"));
      bob.is(bob.story.deprovisioned()).progressed("answers 503");
      String id =
          Tenants.text(tenants.get("/api/tasks?owner=crm-team&tenantId=" + acme.id()))
              .replaceAll(".*?\"taskId\":\"([^\"]*)\".*", "$1");

      assertThat(complete(id, DONE))
          .hasStatus(409)
          .bodyJson()
          .extractingPath("$.code")
          .isEqualTo("task-not-manual");
      acme.connect("crm", "{\"method\":\"manual\",\"owner\":\"facility\"}");
      assertThat(complete(id, DONE)).hasStatus(200);
      bob.completed(Phase.REVOKE);
    }
  }

  private MvcTestResult tasks() {
    return tenants.get("/api/tasks?open=true&tenantId=" + acme.id());
  }

  private String allTasks() {
    return Tenants.text(tenants.get("/api/tasks?open=false&tenantId=" + acme.id()));
  }

  private String taskId() {
    return Tenants.text(tasks()).replaceAll(".*?\"taskId\":\"([^\"]*)\".*", "$1");
  }

  private String list(String more) {
    return Tenants.text(tenants.get("/api/tasks?tenantId=" + acme.id() + more));
  }

  private String loads() {
    return Tenants.text(tenants.get("/api/application-loads?tenantId=" + acme.id()));
  }

  private MvcTestResult completeAs(String token, String id, String json) {
    return tenants.sendAs(token, HttpMethod.POST, "/api/tasks/" + id + "/completion", json);
  }

  private MvcTestResult complete(String id, String json) {
    return tenants.send(HttpMethod.POST, "/api/tasks/" + id + "/completion", json);
  }
}
