package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class OffboardingApiSliceTest extends OrchestratorSlice {
  @Test
  void a_request_is_accepted_announced_and_shown_where_it_says() {
    UserRef user = activeUser("u1");
    MvcTestResult answer = post(body(user, "immediate-termination"));

    assertThat(answer).hasStatus(202);
    JsonNode accepted = bodyOf(answer);
    assertThat(answer.getResponse().getHeader("Location"))
        .isEqualTo("/api/offboardings/" + accepted.path("id").asString());
    JsonNode shown = bodyOf(get(answer.getResponse().getHeader("Location")));
    assertThat(shown).isEqualTo(accepted);
    assertThat(shown.path("state").asString()).isEqualTo("REVOKING");
    assertThat(shown.path("epoch").asInt()).isEqualTo(1);
    assertThat(shown.path("needsAttention").asBoolean()).isFalse();
    assertThat(shown.path("steps"))
        .extracting(
            step -> step.path("participant").asString() + " " + step.path("state").asString())
        .containsExactly(
            "audit ANNOUNCED", "entitlement ANNOUNCED", "identity ANNOUNCED", "session ANNOUNCED");
    assertThat(shown.path("history"))
        .extracting(
            change -> change.path("state").asString() + " by " + change.path("by").asString())
        .containsExactly("REVOKING by operator");
    assertThat(participants.announced(user))
        .hasSize(1)
        .first()
        .isInstanceOf(UserDeprovisioned.class);
    assertThat(participants.changes(user))
        .extracting(StateChange::to)
        .containsExactly(OffboardingState.REVOKING);
  }

  @Test
  void a_second_request_for_a_live_user_returns_the_first_and_announces_nothing() {
    UserRef user = activeUser("u1");
    OffboardingId first = offboarded(user, "planned-departure");
    MvcTestResult second = post(body(user, "contract-end"));

    assertThat(second).hasStatus(200);
    assertThat(bodyOf(second).path("id").asString()).isEqualTo(first.toString());
    assertThat(participants.announced(user)).hasSize(1);
  }

  @Test
  void an_unknown_tenant_and_an_unknown_user_are_told_apart() {
    UserRef stranger = UserRef.of(tenant, "nobody");
    assertProblem(post(body(stranger, "contract-end")), 404, "tenant-unknown");
    activeUser("u1");
    assertProblem(post(body(stranger, "contract-end")), 404, "user-unknown");
  }

  @Test
  void a_user_who_is_gone_already_is_a_conflict() {
    UserRef user = UserRef.of(tenant, "u1");
    IDENTITY_SERVICE.knows(user, 1, "ERASED");
    JsonNode problem = assertProblem(post(body(user, "contract-end")), 409, "already-offboarded");
    assertThat(problem.path("userStatus").asString()).isEqualTo("ERASED");
  }

  @Test
  void an_epoch_read_before_the_last_offboarding_ended_begins_nothing() {
    UserRef user = activeUser("u1");
    OffboardingId first = offboarded(user, "planned-departure");
    undo(first);
    deliveries.deliver(participants.completeLast(user));
    assertThat(stateOf(first)).isEqualTo("REINSTATED");

    // the directory still says epoch 1
    assertProblem(post(body(user, "planned-departure")), 503, "user-changes");
    IDENTITY_SERVICE.knows(user, 2, "ACTIVE");
    OffboardingId second = offboarded(user, "planned-departure");
    assertThat(shown(second).path("epoch").asInt()).isEqualTo(2);
  }

  @Test
  void identity_away_is_an_honest_503_and_nothing_is_kept() {
    UserRef user = activeUser("u1");
    IDENTITY_SERVICE.fails(503);
    MvcTestResult answer = post(body(user, "contract-end"));

    assertProblem(answer, 503, "identity-away");
    assertThat(answer.getResponse().getHeader("Retry-After")).isEqualTo("5");
    assertThat(offboardingsOf(user)).isEmpty();
    assertThat(participants.announced(user)).isEmpty();
  }

  @Test
  void the_same_key_and_body_again_is_the_same_offboarding_even_after_its_end() {
    UserRef user = activeUser("u1");
    MvcTestResult first = postUnder("k-1", body(user, "planned-departure"));
    OffboardingId id = OffboardingId.parse(bodyOf(first).path("id").asString());
    assertThat(postUnder("k-1", body(user, "planned-departure"))).hasStatus(202);
    undo(id);
    deliveries.deliver(participants.completeLast(user));

    MvcTestResult again = postUnder("k-1", body(user, "planned-departure"));
    assertThat(again).hasStatus(202);
    assertThat(bodyOf(again).path("id").asString()).isEqualTo(id.toString());
    assertThat(bodyOf(again).path("state").asString()).isEqualTo("REINSTATED");
    assertThat(offboardingsOf(user)).hasSize(1);
  }

  @Test
  void the_same_key_with_another_body_is_refused() {
    UserRef user = activeUser("u1");
    UserRef other = activeUser("u2");
    assertThat(postUnder("k-1", body(user, "planned-departure"))).hasStatus(202);
    assertProblem(
        postUnder("k-1", body(other, "planned-departure")), 422, "idempotency-key-reused");
    assertThat(offboardingsOf(other)).isEmpty();
  }

  @Test
  void keys_of_two_tenants_do_not_meet() {
    assertThat(postUnder("k-1", body(activeUser("u1"), "planned-departure"))).hasStatus(202);
    tenant = tenant + "-other";
    assertThat(postUnder("k-1", body(activeUser("u1"), "planned-departure"))).hasStatus(202);
  }

  @Test
  void a_request_for_later_is_scheduled_and_cancelled_without_a_trace() {
    UserRef user = activeUser("u1");
    Map<String, Object> body = new HashMap<>(body(user, "planned-departure"));
    body.put("effectiveAt", "2030-01-31T17:00:00+01:00");
    MvcTestResult answer = post(body);
    assertThat(answer).hasStatus(202);
    JsonNode accepted = bodyOf(answer);
    assertThat(accepted.path("state").asString()).isEqualTo("SCHEDULED");
    assertThat(accepted.path("effectiveAt").asString()).isEqualTo("2030-01-31T16:00:00Z");

    MvcTestResult undone = undo(OffboardingId.parse(accepted.path("id").asString()));
    assertThat(undone).hasStatus(202);
    assertThat(bodyOf(undone).path("state").asString()).isEqualTo("CANCELLED");
    assertThat(participants.announced(user)).isEmpty();
  }

  @Test
  void undo_reinstates_and_twice_is_the_same() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");

    MvcTestResult undone = undo(id);
    assertThat(undone).hasStatus(202);
    assertThat(bodyOf(undone).path("state").asString()).isEqualTo("REINSTATING");
    assertThat(undo(id)).hasStatus(202);
    assertThat(participants.announced(user)).hasSize(2).last().isInstanceOf(UserReinstated.class);
  }

  @Test
  void undo_past_the_pivot_is_a_conflict_that_says_the_state() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "erasure-request");
    revoked(user);

    JsonNode problem = assertProblem(undo(id), 409, "cannot-undo");
    assertThat(problem.path("state").asString()).isEqualTo("ERASING");
  }

  @Test
  void what_does_not_exist_is_not_found() {
    UUID nobody = UUID.randomUUID();
    assertProblem(get("/api/offboardings/" + nobody), 404, "offboarding-unknown");
    assertProblem(undo(new OffboardingId(nobody)), 404, "offboarding-unknown");
  }

  @Test
  void a_list_goes_page_by_page_latest_first_and_misses_nobody() {
    List<String> requested = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      requested.addFirst(offboarded(activeUser("u" + i), "planned-departure").toString());
    }
    List<String> listed = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = bodyOf(get("/api/offboardings?tenantId=" + tenant + "&limit=3" + cursor));
      page.path("items").forEach(item -> listed.add(item.path("id").asString()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
      pages++;
    } while (!cursor.isEmpty());

    assertThat(listed).isEqualTo(requested);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void a_list_is_filtered_by_user_state_and_attention() {
    UserRef one = activeUser("one");
    UserRef two = activeUser("two");
    OffboardingId first = offboarded(one, "planned-departure");
    OffboardingId second = offboarded(two, "planned-departure");
    undo(second);
    String base = "/api/offboardings?tenantId=" + tenant;

    assertThat(idsIn(base + "&userId=one")).containsExactly(first.toString());
    assertThat(idsIn(base + "&state=REINSTATING")).containsExactly(second.toString());
    assertThat(idsIn(base + "&needsAttention=true")).isEmpty();
    assertThat(idsIn(base + "&needsAttention=false")).hasSize(2);
    assertThat(idsIn("/api/offboardings?tenantId=nobody")).isEmpty();
  }

  private List<String> idsIn(String uri) {
    List<String> ids = new ArrayList<>();
    bodyOf(get(uri)).path("items").forEach(item -> ids.add(item.path("id").asString()));
    return ids;
  }

  private JsonNode assertProblem(MvcTestResult answer, int status, String code) {
    assertThat(answer).hasStatus(status);
    assertThat(answer.getResponse().getContentType()).startsWith("application/problem+json");
    JsonNode problem = bodyOf(answer);
    assertThat(problem.path("code").asString()).isEqualTo(code);
    assertThat(problem.path("detail").asString()).isNotEmpty();
    return problem;
  }

  private List<UUID> offboardingsOf(UserRef user) {
    return jdbc.sql("SELECT id FROM offboarding WHERE tenant_id = ? AND user_id = ?")
        .params(user.tenantId().value(), user.userId().value())
        .query(UUID.class)
        .list();
  }
}
