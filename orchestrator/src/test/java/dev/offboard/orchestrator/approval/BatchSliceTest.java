package dev.offboard.orchestrator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/// More than one requester may ask for in an hour.
class BatchSliceTest extends OrchestratorSlice {
  private static final int LIMIT = 50;
  private static final String BOSS = approver("boss-1");

  @Autowired private BatchMembers members;

  private String hr = "";
  private final Map<UserRef, OffboardingId> requested = new HashMap<>();

  @BeforeEach
  void someRequester() {
    hr = TestTokens.jwtOf("hr-1", tenant, Role.REQUESTER, Role.APPROVER);
    requested.clear();
  }

  @Test
  void what_is_too_much_waits_as_one_batch_and_goes_on_when_somebody_else_approves_the_list() {
    List<UserRef> users = request(60);

    assertThat(users.subList(0, LIMIT)).allSatisfy(user -> assertState(user, "REVOKING"));
    assertThat(users.subList(LIMIT, 60))
        .allSatisfy(
            user -> {
              assertState(user, "AWAITING_APPROVAL");
              assertThat(participants.announced(user)).isEmpty();
            });
    assertThat(shown(requested.get(users.getLast())).path("approval").path("because").toString())
        .isEqualTo("[\"bulk\"]");

    JsonNode batch = onlyBatch();
    assertThat(batch.path("size").asInt()).isEqualTo(10);
    assertThat(batch.path("requester").asString()).endsWith("hr-1");
    assertRefused(approveBatch(hr, batch), 403, "approver-is-requester");
    assertThat(approveBatch(BOSS, batch)).hasStatus(200);

    assertThat(users).allSatisfy(user -> assertState(user, "REVOKING"));
    assertThat(batches()).isEmpty();
    assertThat(approveBatch(BOSS, batch)).as("again").hasStatus(200);
    assertRefused(denyBatch(batch), 409, "batch-decided");
  }

  @Test
  void of_many_at_the_same_time_no_more_than_the_limit_begin() throws Exception {
    List<Callable<String>> racers = new ArrayList<>();
    for (UserRef user : users("r", 70)) {
      racers.add(
          () ->
              bodyOf(postAs(hr, "/api/offboardings", body(user, "planned-departure")))
                  .path("state")
                  .asString());
    }

    List<String> states = Together.run(racers);

    assertThat(states).filteredOn("REVOKING"::equals).hasSize(LIMIT);
    assertThat(states).filteredOn("AWAITING_APPROVAL"::equals).hasSize(20);
    assertThat(onlyBatch().path("size").asInt()).isEqualTo(20);
  }

  @Test
  void a_list_that_has_grown_since_is_not_approved() {
    request(LIMIT + 3);
    JsonNode seen = onlyBatch();
    request("late", 2);

    MvcTestResult refused = approveBatch(BOSS, seen);

    assertRefused(refused, 409, "list-changed");
    JsonNode now = onlyBatch();
    assertThat(bodyOf(refused).path("listHash").asString())
        .isEqualTo(now.path("listHash").asString())
        .isNotEqualTo(seen.path("listHash").asString());
    assertThat(now.path("size").asInt()).isEqualTo(5);
    assertThat(approveBatch(BOSS, now)).hasStatus(200);
  }

  @Test
  void a_frozen_list_grows_no_more() {
    request(LIMIT + 1);
    jdbc.sql("UPDATE approval_batch SET collects_until = now() WHERE tenant_id = ?")
        .param(tenant)
        .update();
    request("late", 1);

    assertThat(batches()).hasSize(2).allMatch(batch -> batch.path("size").asInt() == 1);
  }

  @Test
  void of_a_bulk_of_sixty_a_protected_account_waits_alone_and_the_rest_goes_on() {
    List<UserRef> users = request(60);
    UserRef guarded = users.get(55);
    IDENTITY_SERVICE.protects(guarded);
    UserRef drifted = users.get(56);
    IDENTITY_SERVICE.holds(drifted, "vault/owner");
    UserRef gone = users.get(57);
    undo(requested.get(gone));

    JsonNode approved = bodyOf(approveBatch(BOSS, onlyBatch()));

    assertState(guarded, "AWAITING_APPROVAL");
    assertState(drifted, "AWAITING_APPROVAL");
    assertState(gone, "CANCELLED");
    assertThat(participants.announced(guarded)).isEmpty();
    users.stream()
        .filter(user -> !List.of(guarded, drifted, gone).contains(user))
        .forEach(user -> assertState(user, "REVOKING"));
    assertThat(outcomeOf(approved, guarded)).isEqualTo("PARKED");
    assertThat(outcomeOf(approved, drifted)).isEqualTo("PARKED");
    assertThat(outcomeOf(approved, gone)).isEqualTo("GONE");
    assertRefused(approve(BOSS, requested.get(guarded)), 409, "protected-account");
    assertThat(approve(BOSS, requested.get(drifted))).as("alone").hasStatus(200);
  }

  @Test
  void a_protected_account_is_refused_on_the_way_in_and_holds_up_nobody() {
    List<UserRef> users = users("p", 60);
    IDENTITY_SERVICE.protects(users.get(20));
    IDENTITY_SERVICE.protects(users.get(58));

    int refused = 0;
    for (UserRef user : users) {
      MvcTestResult answer = postAs(hr, "/api/offboardings", body(user, "planned-departure"));
      refused += answer.getResponse().getStatus() == 409 ? 1 : 0;
    }

    assertThat(refused).isEqualTo(2);
    assertThat(onlyBatch().path("size").asInt()).isEqualTo(8);
  }

  @Test
  void a_denied_batch_is_cancelled_with_its_reason() {
    List<UserRef> users = request(LIMIT + 2);

    assertThat(denyBatch(onlyBatch())).hasStatus(200);

    assertState(users.get(LIMIT), "CANCELLED");
    assertThat(participants.announced(users.get(LIMIT))).isEmpty();
    assertThat(shown(requested.get(users.getLast())).path("history").get(1).path("why").asString())
        .isEqualTo("denied: too-many");
  }

  @Test
  void each_requester_and_each_tenant_is_counted_for_itself_and_large_ones_may_do_more() {
    request(LIMIT);
    UserRef other = activeUser("by-another");
    String second = TestTokens.jwtOf("hr-2", tenant, Role.REQUESTER);
    assertThat(
            bodyOf(postAs(second, "/api/offboardings", body(other, "planned-departure")))
                .path("state")
                .asString())
        .isEqualTo("REVOKING");

    IDENTITY_SERVICE.counts(tenant, 20L * (LIMIT + 2));
    List<UserRef> more = request("more", 3);
    assertState(more.get(0), "REVOKING");
    assertState(more.get(1), "REVOKING");
    assertState(more.get(2), "AWAITING_APPROVAL");
  }

  @Test
  void whoever_dies_after_the_decision_leaves_the_rest_to_the_next_poll() {
    List<UserRef> users = request(LIMIT + 2);
    JsonNode batch = onlyBatch();
    IDENTITY_SERVICE.failsGrants(500);
    assertThat(approveBatch(BOSS, batch)).as("kept").hasStatus(200);
    assertState(users.getLast(), "AWAITING_APPROVAL");

    IDENTITY_SERVICE.isThere();
    Awaitility.await("entitlement-service is asked again")
        .pollInSameThread() // another one sees no tenant
        .ignoreExceptions() // it is left alone for a moment
        .until(() -> members.fireDue() > 0);

    assertState(users.getLast(), "REVOKING");
    assertThat(members.fireDue()).isZero();
  }

  @Test
  void a_member_whose_data_makes_no_sense_holds_up_no_other() {
    List<UserRef> users = request(LIMIT + 4);
    UserRef poison = users.get(LIMIT + 1);
    IDENTITY_SERVICE.holdsRubbish(poison);

    assertThat(approveBatch(BOSS, onlyBatch())).hasStatus(200);

    assertState(poison, "AWAITING_APPROVAL");
    users.stream().filter(user -> !user.equals(poison)).forEach(it -> assertState(it, "REVOKING"));
    assertThat(members.fireDue()).as("left alone for a moment").isZero();
    IDENTITY_SERVICE.holds(poison);
    Awaitility.await("looked at again")
        .pollInSameThread() // another one sees no tenant
        .until(() -> members.fireDue() > 0);
    assertState(poison, "REVOKING");
  }

  @Test
  void to_bring_many_forward_counts_as_to_begin_them() {
    UserRef user = activeUser("scheduled");
    Map<String, Object> later = new HashMap<>(body(user, "planned-departure"));
    later.put("effectiveAt", Instant.now().plusSeconds(86_400).toString());
    OffboardingId id =
        OffboardingId.parse(bodyOf(postAs(hr, "/api/offboardings", later)).path("id").asString());
    request(LIMIT - 1);

    assertRefused(
        postAs(hr, "/api/offboardings", body(user, "planned-departure")), 409, "blast-radius");
    assertThat(stateOf(id)).isEqualTo("SCHEDULED");
    assertThat(post(body(user, "planned-departure"))).as("somebody else").hasStatus(200);
    assertThat(stateOf(id)).isEqualTo("REVOKING");
  }

  @Test
  void another_tenants_batch_is_unknown() {
    request(LIMIT + 1);
    JsonNode batch = onlyBatch();
    String stranger = TestTokens.jwtOf("boss-9", "other-company", Role.APPROVER);

    assertRefused(
        getAs(stranger, "/api/approval-batches/" + batch.path("id").asString()),
        404,
        "batch-unknown");
    assertRefused(approveBatch(stranger, batch), 404, "batch-unknown");
    assertThat(bodyOf(getAs(stranger, "/api/approval-batches")).path("batches")).isEmpty();
    assertThat(get("/api/approval-batches/" + UUID.randomUUID())).hasStatus(404);
  }

  private List<UserRef> request(int number) {
    return request("u", number);
  }

  private List<UserRef> request(String prefix, int number) {
    List<UserRef> users = users(prefix, number);
    users.forEach(
        user -> {
          MvcTestResult answer = postAs(hr, "/api/offboardings", body(user, "planned-departure"));
          assertThat(answer).hasStatus(202);
          requested.put(user, OffboardingId.parse(bodyOf(answer).path("id").asString()));
        });
    return users;
  }

  private List<UserRef> users(String prefix, int number) {
    List<UserRef> users = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      users.add(activeUser(prefix + i));
    }
    return users;
  }

  private void assertState(UserRef user, String state) {
    assertThat(stateOf(requested.get(user))).as(user.toString()).isEqualTo(state);
  }

  private List<JsonNode> batches() {
    return bodyOf(getAs(hr, "/api/approval-batches")).path("batches").valueStream().toList();
  }

  private JsonNode onlyBatch() {
    assertThat(batches()).hasSize(1);
    return batches().getFirst();
  }

  private MvcTestResult approveBatch(String token, JsonNode batch) {
    return postAs(
        token,
        "/api/approval-batches/%s/approval".formatted(batch.path("id").asString()),
        Map.of("listHash", batch.path("listHash").asString()));
  }

  private MvcTestResult denyBatch(JsonNode batch) {
    return postAs(
        BOSS,
        "/api/approval-batches/%s/denial".formatted(batch.path("id").asString()),
        Map.of("reason", "too-many"));
  }

  private String outcomeOf(JsonNode batch, UserRef user) {
    return batch
        .path("members")
        .valueStream()
        .filter(
            member ->
                member.path("offboardingId").asString().equals(requested.get(user).toString()))
        .findFirst()
        .orElseThrow()
        .path("outcome")
        .asString();
  }
}
