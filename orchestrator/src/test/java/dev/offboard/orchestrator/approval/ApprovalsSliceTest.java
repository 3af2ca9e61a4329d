package dev.offboard.orchestrator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Together;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class ApprovalsSliceTest extends OrchestratorSlice {
  private static final UUID KEY = UUID.fromString("0190a0a0-0000-7000-8000-000000000001");
  private static final String BOSS = approver("boss-1");
  private static final String OTHER_BOSS = approver("boss-2");

  private UserRef ada = UserRef.of("none", "none");

  @BeforeEach
  void knowAda() {
    ada = activeUser("ada");
    IDENTITY_SERVICE.holds(ada, "wiki/editor", "crm/viewer");
    IDENTITY_SERVICE.hasKeys(ada, KEY);
  }

  @Test
  void a_policy_that_asks_for_an_approval_gets_it_before_anything_is_announced() {
    OffboardingId id = offboarded(ada, "approved-departure");

    JsonNode asked = shown(id).path("approval");
    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
    assertThat(participants.announced(ada)).isEmpty();
    assertThat(asked.path("missing").asInt()).isEqualTo(1);
    assertThat(asked.path("because").toString()).isEqualTo("[\"policy\"]");
    assertThat(asked.path("plan").path("roles").toString())
        .isEqualTo("[\"crm/viewer\",\"wiki/editor\"]");
    assertThat(asked.path("plan").path("apiKeys").get(0).asString()).isEqualTo(KEY.toString());
    assertThat(Instant.parse(asked.path("until").asString()))
        .isAfter(Instant.now().plusSeconds(71 * 3600));

    assertThat(approve(BOSS, id)).hasStatus(200);
    assertThat(stateOf(id)).isEqualTo("REVOKING");
    assertThat(participants.announced(ada).getFirst())
        .isInstanceOfSatisfying(
            UserDeprovisioned.class,
            said ->
                assertThat(said.approvals())
                    .extracting(it -> it.approver().role())
                    .containsExactly("approver"));
    StateChange change = participants.changes(ada).getLast();
    assertThat(change.by().id()).endsWith("boss-1");
    assertThat(change.terms().approvals()).hasSize(1);
  }

  @Test
  void who_requested_it_does_not_approve_it() {
    String both = TestTokens.jwtOf("hr-1", tenant, Role.REQUESTER, Role.APPROVER);
    OffboardingId id = requestedBy(both, "approved-departure");

    assertRefused(approve(both, id), 403, "approver-is-requester");
    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
    assertThat(approve(BOSS, id)).hasStatus(200);
  }

  @Test
  void the_installations_token_is_one_subject_and_does_not_approve_what_it_requested() {
    OffboardingId id = offboarded(ada, "approved-departure");

    assertRefused(approve(EmbeddedDatabase.TOKEN, id), 403, "approver-is-requester");
  }

  @Test
  void a_list_that_changed_after_the_approver_looked_is_shown_and_asked_instead() {
    OffboardingId id = offboarded(ada, "approved-departure");
    String old = planHashOf(id);
    IDENTITY_SERVICE.holds(ada, "wiki/editor", "crm/viewer", "vault/owner");

    MvcTestResult changed = approve(BOSS, id, old);

    assertRefused(changed, 409, "plan-changed");
    assertThat(bodyOf(changed).path("plan").path("roles").toString()).contains("vault/owner");
    assertThat(bodyOf(changed).path("planHash").asString()).isEqualTo(planHashOf(id));
    assertThat(last(id).path("why").asString()).endsWith("asked for: roles");
    assertThat(participants.announced(ada)).isEmpty();
    assertRefused(approve(BOSS, id, old), 409, "plan-changed");
    assertThat(approve(BOSS, id)).hasStatus(200);
  }

  @Test
  void a_drift_voids_the_approvals_before_it() {
    IDENTITY_SERVICE.protects(ada);
    OffboardingId id = offboarded(ada, "guarded-departure");
    assertThat(approve(BOSS, id)).hasStatus(200);
    assertThat(shown(id).path("approval").path("missing").asInt()).isEqualTo(1);
    IDENTITY_SERVICE.holds(ada, "wiki/editor");

    assertRefused(approve(OTHER_BOSS, id), 409, "plan-changed");
    assertThat(shown(id).path("approval").path("missing").asInt()).isEqualTo(2);
  }

  @Test
  void a_protected_account_is_refused_or_needs_two_others() {
    IDENTITY_SERVICE.protects(ada);
    assertRefused(post(body(ada, "planned-departure")), 409, "protected-account");

    OffboardingId id = offboarded(ada, "guarded-departure");
    assertThat(approve(BOSS, id)).hasStatus(200);
    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
    assertThat(participants.announced(ada)).isEmpty();
    assertRefused(approve(BOSS, id), 403, "approved-already");
    assertThat(approve(OTHER_BOSS, id)).hasStatus(200);
    assertThat(stateOf(id)).isEqualTo("REVOKING");
    assertThat(((UserDeprovisioned) participants.announced(ada).getFirst()).approvals()).hasSize(2);
    assertThat(participants.changes(ada))
        .extracting(StateChange::sequence)
        .containsExactly(1, 2, 3);
  }

  @Test
  void an_administrator_needs_an_approval_whatever_the_policy_says_and_the_last_one_more() {
    IDENTITY_SERVICE.administers(ada);
    OffboardingId id = offboarded(ada, "immediate-termination");
    assertThat(shown(id).path("approval").path("because").toString())
        .isEqualTo("[\"administrator\"]");

    UserRef last = activeUser("last");
    IDENTITY_SERVICE.administersAlone(last);
    assertRefused(post(body(last, "immediate-termination")), 409, "last-administrator");
    OffboardingId guarded = offboarded(last, "guarded-departure");
    assertThat(shown(guarded).path("approval").path("needed").asInt()).isEqualTo(2);
  }

  @Test
  void who_became_protected_while_it_waited_can_not_be_approved() {
    OffboardingId id = offboarded(ada, "approved-departure");
    IDENTITY_SERVICE.protects(ada);

    assertRefused(approve(BOSS, id), 409, "protected-account");
    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
  }

  @Test
  void denied_it_is_cancelled_with_a_reason_and_an_encrypted_note() {
    OffboardingId id = offboarded(ada, "approved-departure");
    Map<String, Object> no = Map.of("reason", "not-leaving", "note", "stays in the team");

    assertThat(postAs(BOSS, "/api/offboardings/%s/denial".formatted(id), no)).hasStatus(200);

    assertThat(stateOf(id)).isEqualTo("CANCELLED");
    assertThat(last(id).path("why").asString()).isEqualTo("denied: not-leaving");
    assertThat(last(id).path("note").path("text").asString()).isEqualTo("stays in the team");
    assertThat(
            jdbc.sql(
                    "SELECT note::text FROM state_change WHERE offboarding_id = ? AND sequence = 2")
                .param(id.value())
                .query(String.class)
                .single())
        .doesNotContain("stays");
    assertThat(postAs(BOSS, "/api/offboardings/%s/denial".formatted(id), no))
        .as("again")
        .hasStatus(200);
    assertRefused(approve(BOSS, id), 409, "not-awaiting-approval");
    assertThat(participants.announced(ada)).isEmpty();
  }

  @Test
  void only_approvers_of_the_tenant_approve() {
    OffboardingId id = offboarded(ada, "approved-departure");
    String requester = TestTokens.jwtOf("hr-1", tenant, Role.REQUESTER, Role.OPERATOR);
    String stranger = TestTokens.jwtOf("boss-9", "other-company", Role.APPROVER);

    assertThat(approve(requester, id)).hasStatus(403);
    assertThat(approve(stranger, id)).hasStatus(404);
    assertThat(approve(TestTokens.jwtOf("boss-3", tenant, Role.APPROVER), id)).hasStatus(200);
  }

  @Test
  void a_requester_withdraws_their_own_until_it_begins_and_nobody_elses() {
    String hr = TestTokens.jwtOf("hr-1", tenant, Role.REQUESTER);
    String other = TestTokens.jwtOf("hr-2", tenant, Role.REQUESTER);
    OffboardingId id = requestedBy(hr, "approved-departure");
    String undo = "/api/offboardings/%s/undo".formatted(id);

    assertRefused(postAs(other, undo, Map.of()), 403, "undo-needs-operator");
    assertThat(postAs(hr, undo, Map.of())).hasStatus(202);
    assertThat(stateOf(id)).isEqualTo("CANCELLED");

    OffboardingId begun = requestedBy(hr, "approved-departure");
    approve(BOSS, begun);
    assertRefused(
        postAs(hr, "/api/offboardings/%s/undo".formatted(begun), Map.of()),
        403,
        "undo-needs-operator");
  }

  @Test
  void a_stronger_request_goes_on_waiting_for_the_approval_of_what_it_asks() {
    Map<String, Object> later = new HashMap<>(body(ada, "approved-departure"));
    later.put("effectiveAt", Instant.now().plusSeconds(86_400).toString());
    OffboardingId id = OffboardingId.parse(bodyOf(post(later)).path("id").asString());
    String old = planHashOf(id);

    assertThat(post(body(ada, "immediate-termination"))).hasStatus(200);

    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
    assertThat(shown(id).path("reason").asString()).isEqualTo("immediate-termination");
    assertRefused(approve(BOSS, id, old), 409, "plan-changed");
    assertThat(approve(BOSS, id)).hasStatus(200);
    assertThat(stateOf(id)).isEqualTo("REVOKING");
  }

  @Test
  void while_it_is_not_known_what_the_user_holds_nothing_is_asked_and_nothing_approved() {
    OffboardingId id = offboarded(ada, "approved-departure");
    IDENTITY_SERVICE.failsGrants(500);

    assertThat(approve(BOSS, id)).hasStatus(503);
    assertThat(post(body(activeUser("other"), "approved-departure"))).hasStatus(503);
    IDENTITY_SERVICE.isThere();
    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
  }

  @Test
  void bad_words_are_refused_by_name() {
    OffboardingId id = offboarded(ada, "approved-departure");
    String approval = "/api/offboardings/%s/approval".formatted(id);

    assertRefused(postAs(BOSS, approval, Map.of()), 400, "invalid-value");
    assertRefused(
        postAs(BOSS, approval, Map.of("planHash", "x", "hash", "y")), 400, "unknown-field");
    assertRefused(
        postAs(BOSS, "/api/offboardings/%s/denial".formatted(id), Map.of("note", "no")),
        400,
        "invalid-value");
    assertThat(approve(BOSS, new OffboardingId(UUID.randomUUID()), "x")).hasStatus(404);
  }

  @RepeatedTest(5)
  void of_approve_deny_and_cancel_exactly_one_wins() throws Exception {
    OffboardingId id = offboarded(ada, "approved-departure");
    String hash = planHashOf(id);

    List<Integer> answers =
        Together.run(
            List.of(
                () -> approve(BOSS, id, hash).getResponse().getStatus(),
                () ->
                    postAs(
                            OTHER_BOSS,
                            "/api/offboardings/%s/denial".formatted(id),
                            Map.of("reason", "no"))
                        .getResponse()
                        .getStatus(),
                () -> undo(id).getResponse().getStatus()));

    List<StateChange> changes = participants.changes(ada);
    assertThat(changes)
        .extracting(StateChange::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, changes.size()).boxed().toList());
    if (answers.getFirst() == 200) {
      assertThat(answers.get(1)).isEqualTo(409);
      assertThat(participants.announced(ada).getFirst()).isInstanceOf(UserDeprovisioned.class);
    } else {
      assertThat(stateOf(id)).isEqualTo("CANCELLED");
      assertThat(participants.announced(ada)).isEmpty();
    }
  }

  private OffboardingId requestedBy(String token, String reason) {
    MvcTestResult answer = postAs(token, "/api/offboardings", body(ada, reason));
    assertThat(answer).hasStatus(202);
    return OffboardingId.parse(bodyOf(answer).path("id").asString());
  }

  private JsonNode last(OffboardingId id) {
    JsonNode history = shown(id).path("history");
    return history.get(history.size() - 1);
  }
}
