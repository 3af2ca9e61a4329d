package dev.offboard.entitlement.task;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.ForeignApplication;
import dev.offboard.entitlement.ForeignApplication.Mood;
import dev.offboard.entitlement.Leaver;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
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

  private MvcTestResult complete(String id, String json) {
    return tenants.send(HttpMethod.POST, "/api/tasks/" + id + "/completion", json);
  }
}
