package dev.offboard.orchestrator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Together;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class PoliciesSliceTest extends OrchestratorSlice {
  private static final String REASON = "edited-departure";
  private static final String PATH = "/api/policies/" + REASON;

  @Autowired ShippedPolicies shipped;
  @Autowired PolicyRows rows;

  @Test
  void a_reason_nobody_edited_follows_the_configuration() {
    JsonNode policy = bodyOf(get("/api/policies/contract-end"));
    assertThat(policy.path("version").asInt()).isEqualTo(2);
    assertThat(policy.path("gracePeriod").asString()).isEqualTo("PT168H");
    assertThat(policy.has("activatedBy")).isFalse();
    assertThat(bodyOf(get("/api/policies/contract-end/versions")).path("versions")).hasSize(1);
    assertThat(
            bodyOf(get("/api/policies"))
                .path("policies")
                .valueStream()
                .map(it -> it.path("reason").asString()))
        .contains("immediate-termination", "role-change", REASON);
    assertRefused(get("/api/policies/bad-mood"), 404, "reason-unknown");
  }

  @Test
  void another_version_counts_from_then_on_and_what_is_under_way_keeps_its_own() {
    UserRef before = activeUser("before");
    OffboardingId running = offboarded(before, REASON);
    int old = version();
    JsonNode activated = activated(Map.of("gracePeriod", "PT36H", "rules", List.of()));

    assertThat(activated.path("version").asInt()).isEqualTo(old + 1);
    assertThat(policyOf(offboarded(activeUser("later"), REASON)).path("gracePeriod").asString())
        .isEqualTo("PT36H");
    assertThat(policyOf(running).path("version").asInt()).isEqualTo(old);
    JsonNode versions = bodyOf(get(PATH + "/versions")).path("versions");
    assertThat(versions.get(0).path("version").asInt()).isEqualTo(old + 1);
    assertThat(versions.get(versions.size() - 1).path("version").asInt()).isEqualTo(4);
    assertThat(versions.get(versions.size() - 1).has("activatedBy")).isFalse();
  }

  @Test
  void every_activation_is_told_to_the_audit_once() {
    int version = activated(Map.of("attentionAfter", 7)).path("version").asInt();
    assertThat(
            jdbc.sql("SELECT payload FROM outbox WHERE payload LIKE ?")
                .param("%\"policy." + REASON + "." + version + "\"%")
                .query(String.class)
                .list())
        .singleElement()
        .asString()
        .contains("\"change\":\"policy-activated\"");
    activated(Map.of("attentionAfter", 5));
  }

  @Test
  void another_instance_knows_at_its_next_look() {
    Policies other = new Policies(shipped, rows);
    int version = activated(Map.of("attentionAfter", 9)).path("version").asInt();
    assertThat(other.find(new ReasonCode(REASON)).orElseThrow().version()).isEqualTo(version);
    activated(Map.of("attentionAfter", 5));
  }

  @Test
  void of_two_who_edit_the_same_version_one_is_told_so() throws Exception {
    int basedOn = version();
    List<Callable<Integer>> edits =
        IntStream.range(0, 4)
            .<Callable<Integer>>mapToObj(
                i ->
                    () ->
                        activate(
                                Map.of(
                                    "basedOn", basedOn, "note", "race", "attentionAfter", 20 + i))
                            .getResponse()
                            .getStatus())
            .toList();
    assertThat(Together.run(edits)).containsExactlyInAnyOrder(201, 409, 409, 409);
    assertThat(version()).isEqualTo(basedOn + 1);
    assertRefused(
        activate(Map.of("basedOn", basedOn, "note", "late", "attentionAfter", 3)),
        409,
        "policy-changed");
  }

  @Test
  void everything_that_is_wrong_is_said_by_field_and_nothing_is_kept() {
    int version = version();
    MvcTestResult refused =
        activate(
            Map.of(
                "gracePeriod",
                "two weeks",
                "approvals",
                3,
                "erase",
                "SOMETIMES",
                "deadlines",
                Map.of("later", "PT1H"),
                "rules",
                List.of(
                    Map.of("when", "user.protected", "then", Map.of()),
                    Map.of("when", "user.age > 3", "then", Map.of("approvals", 1)))));
    assertRefused(refused, 400, "policy-unfit");
    assertThat(
            bodyOf(refused)
                .path("errors")
                .valueStream()
                .map(it -> it.path("field").asString())
                .toList())
        .containsExactlyInAnyOrder(
            "erase",
            "gracePeriod",
            "deadlines.later",
            "approvals",
            "rules[0].then",
            "rules[1].when",
            "basedOn",
            "note");
    assertThat(version()).isEqualTo(version);
    assertThat(
            activate(Map.of("basedOn", version, "note", "nothing new")).getResponse().getStatus())
        .isEqualTo(400);
  }

  @Test
  void rolling_back_is_a_new_version_equal_to_the_older_one() {
    int older = version();
    String grace = bodyOf(get(PATH)).path("gracePeriod").asString();
    activated(Map.of("gracePeriod", "PT1H"));
    JsonNode back = activated(Map.of("equalTo", older));
    assertThat(back.path("version").asInt()).isEqualTo(older + 2);
    assertThat(back.path("gracePeriod").asString()).isEqualTo(grace);
  }

  @Test
  void only_administrators_of_the_whole_installation_change_policies() {
    String bound = TestTokens.jwtOf("adm", tenant, Role.ADMINISTRATOR);
    assertThat(getAs(bound, PATH)).hasStatus(200);
    assertThat(postAs(bound, PATH + "/versions", Map.of())).hasStatus(403);
    assertThat(postAs(bound, PATH + "/simulation", Map.of())).hasStatus(403);
    String operator = TestTokens.jwtOf("op", TestTokens.ALL_TENANTS, Role.OPERATOR);
    assertThat(postAs(operator, PATH + "/versions", Map.of())).hasStatus(403);
  }

  @Test
  void a_rule_that_holds_asks_for_an_approval_that_names_it() {
    UserRef admin = activeUser("holder");
    UserRef other = activeUser("other");
    IDENTITY_SERVICE.holds(admin, "crm/editor");
    activated(
        Map.of("rules", List.of(rule("'crm' in inventory.applications", Map.of("approvals", 2)))));
    try {
      OffboardingId id = offboarded(admin, REASON);
      JsonNode shown = shown(id);
      assertThat(shown.path("state").asString()).isEqualTo("AWAITING_APPROVAL");
      assertThat(shown.path("approval").toString()).contains("rule-1").contains("\"approvals\":2");
      assertThat(policyOf(id).path("rules").toString()).isEqualTo("[\"rule-1\"]");
      assertThat(stateOf(offboarded(other, REASON))).isEqualTo("REVOKING");
    } finally {
      activated(Map.of("rules", List.of()));
    }
  }

  @Test
  void a_rule_that_fails_waits_for_people_and_the_history_says_why() {
    activated(
        Map.of(
            "rules",
            List.of(
                rule("size(user.kind) / 0 > 1", Map.of("gracePeriod", "PT0S")),
                rule("tenant == 'nobody'", Map.of("approvals", 2)))));
    try {
      OffboardingId id = offboarded(activeUser("leaver"), REASON);
      JsonNode shown = shown(id);
      assertThat(shown.path("state").asString()).isEqualTo("AWAITING_APPROVAL");
      assertThat(shown.path("history").toString()).contains("rule-1-failed");
      assertThat(policyOf(id).path("fourEyes").path("approvals").asInt()).isEqualTo(2);
      assertThat(policyOf(id).path("gracePeriod").asString()).isNotEqualTo("PT0S");
    } finally {
      activated(Map.of("rules", List.of()));
    }
  }

  @Test
  void nothing_is_accepted_on_a_guess_while_nobody_says_what_somebody_holds() {
    activated(Map.of("rules", List.of(rule("inventory.apiKeys > 100", Map.of("approvals", 1)))));
    try {
      IDENTITY_SERVICE.failsGrants(500);
      assertThat(post(body(activeUser("unclear"), REASON))).hasStatus(503);
    } finally {
      IDENTITY_SERVICE.isThere();
      activated(Map.of("rules", List.of()));
    }
  }

  @Test
  void a_simulation_tells_what_would_have_changed_and_keeps_nothing() {
    for (int i = 0; i < 3; i++) {
      offboarded(activeUser("past-" + i), REASON);
    }
    int version = version();
    String mine = "tenant == '%s'".formatted(tenant);
    JsonNode one = simulated(Map.of("rules", List.of(rule(mine, Map.of("approvals", 1)))));
    assertThat(one.path("considered").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(
            one.path("examples")
                .valueStream()
                .filter(it -> it.path("user").path("tenantId").asString().equals(tenant)))
        .hasSize(3)
        .allSatisfy(
            it ->
                assertThat(it.path("differences").toString())
                    .contains("nobody else", "one other person"));
    JsonNode unclear =
        simulated(
            Map.of(
                "rules",
                List.of(rule(mine + " && user.kind == 'employee'", Map.of("approvals", 1)))));
    assertThat(unclear.path("notKnown").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(version()).isEqualTo(version);
    assertRefused(postTo(PATH + "/simulation", Map.of("gracePeriod", "long")), 400, "policy-unfit");
  }

  private static Map<String, Object> rule(String when, Map<String, Object> then) {
    return Map.of("when", when, "then", then);
  }

  private JsonNode simulated(Map<String, Object> body) {
    MvcTestResult answer = postTo(PATH + "/simulation", body);
    assertThat(answer).hasStatus(200);
    return bodyOf(answer);
  }

  private JsonNode activated(Map<String, Object> changes) {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("basedOn", version());
    body.put("note", "a test");
    MvcTestResult answer = activate(body);
    assertThat(answer).hasStatus(201);
    return bodyOf(answer);
  }

  private MvcTestResult activate(Map<String, Object> body) {
    return postTo(PATH + "/versions", body);
  }

  private int version() {
    return bodyOf(get(PATH)).path("version").asInt();
  }

  /// As it is stored.
  private JsonNode policyOf(OffboardingId id) {
    JdbcClient.StatementSpec stored =
        jdbc.sql("SELECT policy FROM offboarding WHERE id = ?").param(id.value());
    return json.readTree(stored.query(String.class).single());
  }
}
