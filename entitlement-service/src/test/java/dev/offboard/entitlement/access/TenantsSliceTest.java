package dev.offboard.entitlement.access;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@EntitlementSlice
class TenantsSliceTest {
  private static final String DONE = "{\"note\":\"done\"}";

  @Autowired Tenants tenants;
  @Autowired MockMvcTester mvc;
  @Autowired ApplicationContext context;
  private Tenant theirs;
  private String task = "";

  @BeforeEach
  void a_task_of_theirs() {
    theirs =
        tenants
            .fresh()
            .withConnected("doors", "{\"method\":\"manual\",\"owner\":\"facility\"}")
            .withGrant("ada", "doors", "user");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(offboardingOf(theirs.id(), "ada").deprovisioned());
    String list = Tenants.text(tenants.get("/api/tasks?tenantId=" + theirs.id()));
    task = list.replaceAll("(?s).*\"taskId\":\"([^\"]+)\".*", "$1");
  }

  @AfterEach
  void end_what_is_left() {
    theirs.endTasks();
  }

  @Test
  void another_tenants_tasks_are_unknown() {
    assertThat(Tenants.text(send(HttpMethod.GET, "/api/tasks?open=false", "")))
        .isEqualTo("{\"tasks\":[]}");
    assertThat(send(HttpMethod.GET, "/api/tasks?tenantId=" + theirs.id(), "")).hasStatus(404);
    assertThat(send(HttpMethod.GET, "/api/tasks?after=" + task, "")).hasStatus(200);
    assertThat(send(HttpMethod.GET, "/api/tasks/" + task, "")).hasStatus(404);
    assertThat(send(HttpMethod.POST, "/api/tasks/" + task + "/completion", DONE)).hasStatus(404);
    assertThat(Tenants.text(tenants.get("/api/tasks/" + task))).contains("\"state\":\"open\"");
  }

  @Test
  void no_decision_is_told_about_another_tenant() {
    String question =
        "{\"tenantId\":\"%s\",\"userId\":\"ada\",\"applicationId\":\"doors\",\"role\":\"user\"}";
    assertThat(send(HttpMethod.POST, "/api/decisions", question.formatted(theirs.id())))
        .hasStatus(404);
    assertThat(send(HttpMethod.POST, "/api/decisions", question.formatted("stranger")))
        .hasStatus(200);
  }

  private MvcTestResult send(HttpMethod method, String path, String json) {
    return mvc.method(method)
        .uri(path)
        .header("Authorization", "Bearer " + TestTokens.jwt("stranger", Role.values()))
        .contentType(MediaType.APPLICATION_JSON)
        .content(json)
        .exchange();
  }
}
