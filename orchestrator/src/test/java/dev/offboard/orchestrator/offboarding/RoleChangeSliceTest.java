package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingRequested;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Participants;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class RoleChangeSliceTest extends OrchestratorSlice {
  @Autowired private Offboardings offboardings;
  @Autowired private Sweeps sweeps;
  private UserRef ada;

  @BeforeEach
  void somebody_with_roles() {
    ada = activeUser("ada");
    IDENTITY_SERVICE.holds(ada, "crm/manager", "crm/viewer", "wiki/editor");
  }

  @Test
  void the_roles_are_announced_read_again_and_kept_for_an_undo() {
    OffboardingId id = changed("crm/manager", "wiki/editor");
    assertThat(participants.lastAnnounced(ada))
        .isInstanceOfSatisfying(
            RolesWithdrawn.class,
            announced -> {
              assertThat(announced.roles())
                  .containsExactly(new HeldRole("crm", "manager"), new HeldRole("wiki", "editor"));
              assertThat(announced.participants()).doesNotContain(ParticipantName.IDENTITY);
            });

    deliveries.deliver(participants.completeLast(ada));
    ResidualRolesQueried asked = (ResidualRolesQueried) participants.lastAnnounced(ada);
    deliveries.deliver(
        asked.participants().stream()
            .map(it -> Participants.of(it, Participants.residual(asked, Evidence.NONE)))
            .toArray(dev.offboard.contracts.Message[]::new));

    JsonNode shown = shown(id);
    assertThat(shown.path("state").asString()).isEqualTo("REVOKED");
    assertThat(shown.path("roles").get(0).path("applicationId").asString()).isEqualTo("crm");
    assertThat(shown.path("roles").get(0).path("role").asString()).isEqualTo("manager");
    assertThat(shown.path("policy").path("name").asString()).isEqualTo("role-change");
    assertThat(undo(id)).hasStatus(202);
    assertThat(participants.lastAnnounced(ada)).isInstanceOf(RolesRestored.class);
    deliveries.deliver(participants.completeLast(ada));
    assertThat(stateOf(id)).isEqualTo("REINSTATED");
    assertThat(post(change("crm/viewer"))).as("the same epoch goes on").hasStatus(202);
  }

  @Test
  void a_role_that_the_user_does_not_hold_is_named_and_nothing_is_done() {
    MvcTestResult refused = post(change("crm/manager", "crm/owner"));

    assertThat(refused).hasStatus(404);
    assertThat(bodyOf(refused).path("code").asString()).isEqualTo("grant-unknown");
    assertThat(bodyOf(refused).path("detail").asString())
        .contains("does not hold crm/owner", "holds: crm/manager, crm/viewer, wiki/editor");
    assertThat(participants.announced(ada)).isEmpty();
  }

  @Test
  void what_cannot_be_understood_is_refused_with_the_field() {
    assertBad(body(ada, "role-change"), "revoke: is missing");
    assertBad(with(body(ada, "planned-departure"), "crm/manager"), "about the whole user");
    assertBad(with(body(ada, "role-change"), "cr m/manager"), "applicationId");
    Map<String, Object> half = new HashMap<>(body(ada, "role-change"));
    half.put("revoke", List.of(Map.of("applicationId", "crm")));
    assertBad(half, "revoke.role: is missing");
    half.put("revoke", List.of(Map.of("applicationId", "crm", "role", "viewer", "rolle", "x")));
    assertThat(post(half)).hasStatus(400);
    half.put("revoke", List.of());
    assertBad(half, "revoke: is missing");
  }

  @Test
  void of_a_protected_account_no_role_is_taken() {
    IDENTITY_SERVICE.protects(ada);

    assertConflict(post(change("crm/manager")), "protected-account");
    assertThat(participants.announced(ada)).isEmpty();
  }

  @Test
  void without_entitlement_service_nothing_is_accepted_on_a_guess() {
    IDENTITY_SERVICE.failsGrants(500);
    MvcTestResult refused = post(change("crm/manager"));

    assertThat(refused).hasStatus(503).headers().containsHeader("Retry-After");
    assertThat(bodyOf(refused).path("code").asString()).isEqualTo("entitlement-away");
  }

  @Test
  void the_same_again_is_the_same_and_other_roles_have_to_wait() {
    OffboardingId id = changed("crm/manager");
    IDENTITY_SERVICE.holds(ada, "crm/viewer", "wiki/editor");

    MvcTestResult again = post(change("crm/manager"));
    assertThat(again).hasStatus(200);
    assertThat(bodyOf(again).path("id").asString()).isEqualTo(id.toString());
    assertConflict(post(change("wiki/editor")), "role-change-under-way");
  }

  @Test
  void the_offboarding_of_the_whole_user_takes_the_role_change_over() {
    OffboardingId id = changed("crm/manager");

    MvcTestResult whole = post(body(ada, "immediate-termination"));

    assertThat(whole).hasStatus(200);
    JsonNode shown = shown(id);
    assertThat(shown.path("state").asString()).isEqualTo("REVOKING");
    assertThat(shown.path("reason").asString()).isEqualTo("immediate-termination");
    assertThat(shown.has("roles")).isFalse();
    assertThat(shown.path("history").get(1).path("why").asString()).contains("crm/manager");
    assertThat(participants.lastAnnounced(ada)).isInstanceOf(UserDeprovisioned.class);
    assertThat(
            jdbc.sql("SELECT definition FROM offboarding WHERE id = ?")
                .param(id.value())
                .query(String.class)
                .single())
        .isEqualTo("offboard-user");
    revoked(ada);
    assertThat(stateOf(id)).isEqualTo("REVOKED");
    assertConflict(post(change("crm/viewer")), "being-offboarded");
  }

  @Test
  void who_has_changed_roles_can_be_offboarded_as_a_whole_afterwards() {
    OffboardingId id = changed("crm/manager");
    jdbc.sql("UPDATE offboarding SET state = 'COMPLETED', completed_at = now() WHERE id = ?")
        .param(id.value())
        .update();

    MvcTestResult whole = post(body(ada, "planned-departure"));

    assertThat(whole).as("the epoch has not ended with the role change").hasStatus(202);
    assertThat(bodyOf(whole).path("id").asString()).isNotEqualTo(id.toString());
  }

  @Test
  void nobody_waits_for_the_audit_of_a_role_change() {
    OffboardingId id = changed("crm/manager");
    jdbc.sql("UPDATE offboarding SET state = 'SEALING' WHERE id = ?").param(id.value()).update();

    MvcTestResult whole = post(body(ada, "immediate-termination"));

    assertThat(whole).as("an offboarding of its own").hasStatus(202);
    assertThat(bodyOf(whole).path("id").asString()).isNotEqualTo(id.toString());
    assertThat(participants.lastAnnounced(ada)).isInstanceOf(UserDeprovisioned.class);
  }

  @Test
  void a_later_offboarding_of_the_whole_user_is_refused_in_words() {
    changed("crm/manager");
    Map<String, Object> later = new HashMap<>(body(ada, "planned-departure"));
    later.put("effectiveAt", Instant.now().plusSeconds(86_400).toString());

    assertConflict(post(later), "role-change-first");
  }

  @Test
  void a_sweep_asks_about_role_changes_until_they_have_ended() {
    OffboardingId id = changed("crm/manager");
    jdbc.sql("UPDATE offboarding SET state = 'REVOKED', revoked_at = now() WHERE id = ?")
        .param(id.value())
        .update();
    assertThat(sweeps.begin(ada.tenantId(), null).offboardings()).isEqualTo(1);
    jdbc.sql("UPDATE offboarding SET state = 'COMPLETED' WHERE id = ?").param(id.value()).update();
    assertThat(sweeps.begin(ada.tenantId(), null).offboardings()).isZero();
    assertThat(offboardings.findLastCompleted(ada)).as("nothing to come back from").isEmpty();
  }

  @Test
  void a_role_change_may_be_asked_for_by_message() {
    Deliveries.to(context, Topics.REQUESTS)
        .deliver(
            new OffboardingRequested(
                ada.tenantId(),
                ada.userId(),
                new ReasonCode("role-change"),
                new Initiator("hr-system", "trigger"),
                null,
                List.of(new HeldRole("wiki", "editor"))));

    assertThat(participants.lastAnnounced(ada))
        .isInstanceOfSatisfying(
            RolesWithdrawn.class,
            announced ->
                assertThat(announced.roles()).containsExactly(new HeldRole("wiki", "editor")));
  }

  private void assertBad(Map<String, Object> body, String words) {
    MvcTestResult refused = post(body);
    assertThat(refused).hasStatus(400);
    assertThat(bodyOf(refused).path("detail").asString()).contains(words);
    assertThat(participants.announced(ada)).isEmpty();
  }

  private void assertConflict(MvcTestResult refused, String code) {
    assertThat(refused).hasStatus(409);
    assertThat(bodyOf(refused).path("code").asString()).isEqualTo(code);
  }

  private OffboardingId changed(String... roles) {
    MvcTestResult accepted = post(change(roles));
    assertThat(accepted).hasStatus(202);
    return OffboardingId.parse(bodyOf(accepted).path("id").asString());
  }

  private Map<String, Object> change(String... roles) {
    return with(body(ada, "role-change"), roles);
  }

  private static Map<String, Object> with(Map<String, Object> body, String... roles) {
    Map<String, Object> more = new HashMap<>(body);
    more.put(
        "revoke",
        Arrays.stream(roles)
            .map(role -> role.split("/"))
            .map(role -> Map.of("applicationId", role[0], "role", role[1]))
            .toList());
    return more;
  }
}
