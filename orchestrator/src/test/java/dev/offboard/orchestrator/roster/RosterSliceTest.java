package dev.offboard.orchestrator.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Together;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class RosterSliceTest extends OrchestratorSlice {
  @Autowired RosterWork work;

  @Test
  void the_dry_run_says_of_every_line_what_it_is_and_begins_nothing() {
    activeUser("u-1");
    activeUser("u-2");
    UserRef running = activeUser("u-3");
    offboarded(running, "contract-end");
    IDENTITY_SERVICE.knows(UserRef.of(tenant, "u-4"), 1, "ERASED");
    IDENTITY_SERVICE.names(tenant, "bo@example.com", "u-2");
    IDENTITY_SERVICE.names(tenant, "team@example.com", "u-1", "u-2");
    String id =
        checked(
            "user,mail\n"
                + "u-1,\n"
                + "u-1,\n"
                + ",bo@example.com\n"
                + ",team@example.com\n"
                + "nobody,\n"
                + ",none@example.com\n"
                + "u-3,\n"
                + "u-4,\n"
                + ",\n");

    assertThat(findings(id))
        .containsExactly(
            "2 MATCHED u-1",
            "3 DUPLICATE u-1",
            "4 MATCHED u-2",
            "5 AMBIGUOUS ",
            "6 UNKNOWN ",
            "7 UNKNOWN ",
            "8 UNDER_WAY u-3",
            "9 GONE u-4");
    assertThat(bodyOf(getAs(hr(), "/api/bulk/" + id)).path("findings").path("MATCHED").asInt())
        .isEqualTo(2);
    work.fireDue();
    assertThat(begun()).isEqualTo(1);
    assertThat(
            jdbc.sql("SELECT count(*) FROM roster_row WHERE roster_row::text LIKE '%example.com%'")
                .query(Integer.class)
                .single())
        .as("names are not kept")
        .isZero();
  }

  @Test
  void each_gets_an_offboarding_of_its_own_and_all_wait_as_one_batch() {
    String id = checked(listOf(7));
    assertThat(postAs(hr(), "/api/bulk/" + id + "/start", Map.of())).hasStatus(200);
    fire();

    JsonNode roster = bodyOf(getAs(hr(), "/api/bulk/" + id));
    assertThat(roster.path("outcomes").path("BEGAN").asInt()).isEqualTo(7);
    assertThat(roster.path("isThrough").asBoolean()).isTrue();
    assertThat(states()).containsOnly("AWAITING_APPROVAL");
    JsonNode batches = bodyOf(getAs(approverHere(), "/api/approval-batches")).path("batches");
    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).path("size").asInt()).isEqualTo(7);
    String batch = "/api/approval-batches/" + batches.get(0).path("id").asString();
    Map<String, Object> approval = Map.of("listHash", batches.get(0).path("listHash").asString());
    assertThat(postAs(TestTokens.jwtOf("hr", tenant, Role.APPROVER), batch + "/approval", approval))
        .hasStatus(403);
    assertThat(postAs(approverHere(), batch + "/approval", approval)).hasStatus(200);
    assertThat(states()).containsOnly("REVOKING");
  }

  @Test
  void an_emergency_among_many_goes_past_nobody() {
    activeUser("u-1");
    String id = checked("user,reason\nu-1,immediate-termination\n");
    postAs(hr(), "/api/bulk/" + id + "/start", Map.of());
    fire();
    assertThat(
            jdbc.sql("SELECT urgent FROM offboarding WHERE tenant_id = ?")
                .param(tenant)
                .query(Boolean.class)
                .list())
        .containsExactly(false);
  }

  @Test
  void two_instances_and_a_crash_begin_nobody_twice() throws Exception {
    String id = checked(listOf(60));
    postAs(hr(), "/api/bulk/" + id + "/start", Map.of());
    Callable<Integer> fire =
        () -> dev.offboard.messaging.tenancy.Tenancy.askAcrossAll(work::fireDue);
    assertThat(Together.run(List.of(fire, fire)).stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(60);
    assertThat(begun()).isEqualTo(60);

    // as if whoever was at them had died before it could say so
    jdbc.sql(
            "UPDATE roster_row SET outcome = NULL, offboarding_id = NULL, claimed_until = now() -"
                + " interval '1 second' WHERE roster_id = ?::uuid")
        .param(id)
        .update();
    fire();
    assertThat(begun()).isEqualTo(60);
    assertThat(bodyOf(getAs(hr(), "/api/bulk/" + id)).path("outcomes").path("BEGAN").asInt())
        .isEqualTo(60);
  }

  @Test
  void paused_nothing_more_begins_and_stopped_for_good() {
    String id = checked(listOf(3));
    String path = "/api/bulk/" + id;
    assertRefused(postAs(hr(), path + "/resume", Map.of()), 409, "roster-changed");
    postAs(hr(), path + "/start", Map.of());
    assertThat(postAs(operator(), path + "/pause", Map.of())).hasStatus(200);
    fire();
    assertThat(begun()).isZero();
    assertThat(postAs(hr(), path + "/resume", Map.of())).hasStatus(200);
    assertThat(postAs(operator(), path + "/stop", Map.of())).hasStatus(200);
    fire();
    assertThat(begun()).isZero();
    assertRefused(postAs(hr(), path + "/resume", Map.of()), 409, "roster-changed");
    assertRefused(postAs(hr(), path + "/start", Map.of()), 409, "roster-changed");
  }

  @Test
  void whoever_changed_since_is_refused_or_joined_and_stops_nobody() {
    String id = checked(listOf(4));
    IDENTITY_SERVICE.knows(UserRef.of(tenant, "u-0"), 1, "ERASED");
    IDENTITY_SERVICE.protects(UserRef.of(tenant, "u-1"));
    OffboardingId other = offboarded(UserRef.of(tenant, "u-2"), "contract-end");
    postAs(hr(), "/api/bulk/" + id + "/start", Map.of());
    fire();

    JsonNode rows = bodyOf(getAs(hr(), "/api/bulk/" + id + "/rows")).path("rows");
    assertThat(rows.get(0).path("code").asString()).isEqualTo("already-offboarded");
    assertThat(rows.get(1).path("code").asString()).isEqualTo("protected-account");
    assertThat(rows.get(2).path("outcome").asString()).isEqualTo("EXISTING");
    assertThat(rows.get(2).path("offboardingId").asString()).isEqualTo(other.toString());
    assertThat(rows.get(3).path("outcome").asString()).isEqualTo("BEGAN");
  }

  @Test
  void a_whole_tenant_leaves_only_when_its_id_is_written() {
    activeUser("u-1");
    activeUser("u-2");
    IDENTITY_SERVICE.hasActive(tenant, List.of("u-1", "u-2"));
    MvcTestResult made =
        postAs(hr(), "/api/bulk/tenant", Map.of("tenantId", tenant, "reason", "tenant-churn"));
    assertThat(made).hasStatus(201);
    String path = "/api/bulk/" + bodyOf(made).path("id").asString();
    for (String wrong : List.of("", "other", tenant + "x")) {
      assertRefused(postAs(hr(), path + "/start", Map.of("confirm", wrong)), 400, "not-confirmed");
    }
    assertThat(postAs(hr(), path + "/start", Map.of("confirm", tenant))).hasStatus(200);
    fire();
    assertThat(begun()).isEqualTo(2);
  }

  @Test
  void nobody_else_starts_it_and_another_tenant_never_sees_it() {
    String id = checked(listOf(1));
    String path = "/api/bulk/" + id;
    String colleague = TestTokens.jwtOf("colleague", tenant, Role.REQUESTER);
    assertRefused(postAs(colleague, path + "/start", Map.of()), 403, "not-yours");
    String stranger = TestTokens.jwtOf("hr", "elsewhere", Role.REQUESTER);
    for (String sub : List.of("", "/rows")) {
      assertRefused(getAs(stranger, path + sub), 404, "roster-unknown");
    }
    for (String sub : List.of("/start", "/pause", "/resume", "/stop")) {
      assertRefused(postAs(stranger, path + sub, Map.of()), 404, "roster-unknown");
    }
    assertThat(bodyOf(getAs(stranger, "/api/bulk")).path("lists")).isEmpty();
    assertRefused(
        postAs(stranger, "/api/bulk/tenant", Map.of("tenantId", tenant, "reason", "tenant-churn")),
        404,
        "tenant-unknown");
    assertThat(postAs(operator(), path + "/start", Map.of())).hasStatus(403);
  }

  @Test
  void a_directory_that_is_away_keeps_nothing() {
    activeUser("u-1");
    IDENTITY_SERVICE.fails(500);
    assertThat(send("mail\nx@example.com\n")).hasStatus(503);
    IDENTITY_SERVICE.isThere();
    assertRefused(send("user,colour\nu-1,red\n"), 400, "csv-unfit");
    assertThat(bodyOf(getAs(hr(), "/api/bulk")).path("lists")).isEmpty();
  }

  private void fire() {
    dev.offboard.messaging.tenancy.Tenancy.acrossAll(
        () -> {
          while (work.fireDue() > 0) {
            assertThat(work).isNotNull();
          }
        });
  }

  private String listOf(int users) {
    List<String> lines = new ArrayList<>(List.of("user"));
    for (int i = 0; i < users; i++) {
      lines.add(activeUser("u-" + i).userId().value());
    }
    return String.join("\n", lines);
  }

  private String checked(String csv) {
    MvcTestResult answer = send(csv);
    assertThat(answer).hasStatus(201);
    return bodyOf(answer).path("id").asString();
  }

  private MvcTestResult send(String csv) {
    return http.post()
        .uri("/api/bulk/csv?reason=contract-end")
        .header("Authorization", "Bearer " + hr())
        .contentType("text/csv")
        .content(csv.getBytes(StandardCharsets.UTF_8))
        .exchange();
  }

  private List<String> findings(String id) {
    return bodyOf(getAs(hr(), "/api/bulk/" + id + "/rows"))
        .path("rows")
        .valueStream()
        .map(
            it ->
                "%d %s %s"
                    .formatted(
                        it.path("line").asInt(),
                        it.path("finding").asString(),
                        it.path("userId").asString("")))
        .toList();
  }

  private String hr() {
    return TestTokens.jwtOf("hr", tenant, Role.REQUESTER);
  }

  private String operator() {
    return TestTokens.jwtOf("on-duty", tenant, Role.OPERATOR);
  }

  private String approverHere() {
    return TestTokens.jwtOf("boss", tenant, Role.APPROVER);
  }

  private List<String> states() {
    return jdbc.sql("SELECT state FROM offboarding WHERE tenant_id = ?")
        .param(tenant)
        .query(String.class)
        .list();
  }

  private int begun() {
    return states().size();
  }
}
