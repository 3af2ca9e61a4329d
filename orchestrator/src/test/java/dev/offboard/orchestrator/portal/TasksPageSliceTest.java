package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.signin.Browser;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TasksPageSliceTest extends PortalSlice {
  private static final Map<String, String> WORD =
      Map.of("note", "badge <b>taken</b>", "evidence", "ticket 7");

  private final UUID id = UUID.randomUUID();
  private UUID offboarding = UUID.randomUUID();

  @Test
  void what_is_left_is_listed_the_soonest_due_first_and_late_is_said() {
    isLeft(list("&doer=people"), task("late-one", -3), task("soon-one", 5));
    Browser sre = somebody(Role.VIEWER);

    String page = sre.get("/tasks").body();

    assertThat(page).contains("block the account", "was due 3 hours ago", "due in 5 hours", "late");
    assertThat(page.indexOf("late-one")).isLessThan(page.indexOf("soon-one"));
    assertThat(page).contains("<a href=\"/tasks\" aria-current=\"page\">Tasks</a>");
  }

  @Test
  void filters_stand_in_the_address() {
    isLeft(list(""), task("crm", -3), task("crm", 5));
    isLeft(list("&applicationId=wiki"), task("wiki", 5));
    Browser sre = somebody(Role.OPERATOR);

    assertThat(sre.get("/tasks?show=late").body()).contains("3 hours ago").doesNotContain("due in");
    assertThat(sre.get("/tasks?show=all&owner=nobody").body())
        .contains("Nothing is left to do.")
        .doesNotContain("<table");
    assertThat(sre.get("/tasks?show=all&application=wiki").body()).contains(">wiki<");
    assertThat(sre.get("/tasks?tenant=elsewhere").status()).isEqualTo(404);
    assertThat(sre.get("/tasks?application=../x").status()).isEqualTo(404);
  }

  @Test
  void somebody_says_that_it_is_done_and_is_named_by_id() {
    there(task("doors", 5));
    SERVICES.put("/api/tasks/%s/completion".formatted(id), "{}");
    Browser sre = somebody(Role.OPERATOR);
    String page = "/tasks/" + id;

    assertThat(sre.get(page).body()).contains("Is it done?", "facility", "account-of-u-1");
    assertThat(sre.post(page, page + "/completion", WORD).location()).isEqualTo(page);

    assertThat(SERVICES.said("/api/tasks/%s/completion".formatted(id)))
        .contains(
            "\"note\":\"badge <b>taken</b>\"", "\"evidence\":\"ticket 7\"", "\"by\":\"person.");
  }

  @Test
  void what_is_refused_is_said_and_what_was_written_is_still_there() {
    there(task("doors", 5));
    SERVICES.refuses("/api/tasks/%s/completion".formatted(id), "Somebody was faster.");
    Browser sre = somebody(Role.OPERATOR);
    String page = "/tasks/" + id;

    Browser.Answer answer = sre.post(page, page + "/completion", WORD);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body())
        .contains("Somebody was faster.", "badge &lt;b&gt;taken&lt;/b&gt;", "ticket 7");
  }

  @Test
  void who_may_not_confirm_sees_no_form_and_is_refused() {
    there(task("doors", 5));
    Browser viewer = somebody(Role.VIEWER);

    assertThat(viewer.get("/tasks/" + id).body())
        .doesNotContain("Yes, it is done")
        .contains("Somebody with the role operator can");
    assertThat(viewer.post("/", "/tasks/%s/completion".formatted(id), WORD).status())
        .isEqualTo(403);
    assertThat(somebody(Role.AUDITOR).get("/tasks").status()).isEqualTo(403);
  }

  @Test
  void another_tenants_task_is_the_same_page_as_none() {
    there(task("doors", 5));
    Browser stranger = of("stranger", Role.OPERATOR);

    assertThat(stranger.get("/tasks/" + id).status()).isEqualTo(404);
    assertThat(stranger.get("/tasks/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(stranger.post("/", "/tasks/%s/completion".formatted(id), WORD).status())
        .isEqualTo(404);
    assertThat(SERVICES.said("/api/tasks/%s/completion".formatted(id))).isEqualTo("nothing");
  }

  @Test
  void a_service_that_is_away_is_named() {
    SERVICES.fails("&doer=people", 500);

    assertThat(somebody(Role.OPERATOR).get("/tasks").body())
        .contains("entitlement-service ", "Nothing is lost");
  }

  @Test
  void what_holds_an_offboarding_up_is_done_from_its_page() {
    Browser sre = somebody(Role.OPERATOR, Role.REQUESTER);
    UserRef ada = ada();
    OffboardingId held = offboarded(sre, ada, "planned-departure");
    offboarding = held.value();
    isLeft("/api/tasks?open=true&limit=500&offboardingId=" + held, task("doors", 5));
    there(task("doors", 5));
    SERVICES.put("/api/tasks/%s/completion".formatted(id), "{}");
    String page = "/offboardings/" + held;

    assertThat(sre.get(page).body()).contains("By hand", "doors: block the account", "it is done");
    assertThat(somebody(Role.VIEWER).get(page).body())
        .contains("By hand", "Somebody with the role operator can say that it is done.")
        .doesNotContain("/completion");
    Browser.Answer said =
        sre.post(
            page,
            "/tasks/%s/completion".formatted(id),
            Map.of("note", "done", "back", "offboarding"));

    assertThat(said.location()).isEqualTo(page);
  }

  @Test
  void an_operator_has_everybody_asked_again_at_once_applications_too() {
    Browser sre = somebody(Role.OPERATOR, Role.REQUESTER);
    UserRef ada = ada();
    OffboardingId held = offboarded(sre, ada, "planned-departure");
    String page = "/offboardings/" + held;
    String probe = "/api/tenants/%s/applications/crm/connection/probe".formatted(tenant);
    isLeft(
        "/api/tasks?open=true&limit=500&offboardingId=" + held,
        task("crm", 5).replace("\"newer\"", "\"nextTryAt\":\"2030-01-01T00:00:00Z\",\"newer\""));
    SERVICES.put(probe, "{}");
    jdbc.sql(
            "UPDATE step SET announced_at = announced_at - interval '1 minute' WHERE"
                + " offboarding_id = ?")
        .param(held.value())
        .update();

    assertThat(sre.post(page, page + "/retry", Map.of()).location()).isEqualTo(page);

    assertThat(participants.lastAnnounced(ada).attempt()).isEqualTo(2);
    assertThat(SERVICES.asked()).contains(probe);
    assertThat(sre.get(page).body()).contains("asked again: audit, entitlement, identity, session");
    assertThat(sre.post(page, page + "/retry", Map.of()).location())
        .as("twice is harmless")
        .isEqualTo(page);
    assertThat(participants.lastAnnounced(ada).attempt()).isEqualTo(2);
    assertThat(somebody(Role.REQUESTER).get(page).body()).doesNotContain("Ask again now");
  }

  @Test
  void people_are_named_to_those_who_may_know_them() {
    Browser hr = somebody(Role.REQUESTER);
    OffboardingId theirs = offboarded(hr, ada(), "planned-departure");
    OffboardingId ours =
        offboarded(of(null, Role.REQUESTER), named("u-bob", "Bob"), "planned-departure");

    assertThat(hr.get("/offboardings/" + theirs).body()).doesNotContain("by person.");
    assertThat(hr.get("/offboardings/" + ours).body())
        .as("somebody of the platform is not known to a tenant")
        .contains("by person.");
    assertThat(of(null, Role.VIEWER).get("/offboardings/" + ours).body())
        .doesNotContain("by person.");
  }

  private UserRef named(String user, String name) {
    UserRef ref = UserRef.of(tenant, user);
    SERVICES.knows(ref, "ACTIVE", name);
    return ref;
  }

  private String list(String more) {
    return "/api/tasks?open=true&limit=500&tenantId=" + tenant + more;
  }

  private void there(String task) {
    SERVICES.put("/api/tasks/" + id, task);
  }

  private static void isLeft(String path, String... tasks) {
    SERVICES.put(path, "{\"tasks\":[%s]}".formatted(String.join(",", tasks)));
  }

  private String task(String application, int dueInHours) {
    Instant due =
        Instant.now().plus(dueInHours, ChronoUnit.HOURS).plusSeconds(dueInHours > 0 ? 60 : 0);
    return """
    {"taskId":"%s","tenantId":"%s","applicationId":"%s","method":"manual","owner":"facility","userId":"u-1",
      "account":"account-of-u-1","offboardingId":"%s","phase":"revoke","roles":[],"epoch":1,"state":"open",
      "createdAt":"2026-11-01T00:00:00Z","deadlineAt":"%s","tries":0,"newer":1}\
    """
        .formatted(id, tenant, application, offboarding, due);
  }
}
