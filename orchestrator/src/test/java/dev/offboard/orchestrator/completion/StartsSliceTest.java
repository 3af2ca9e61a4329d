package dev.offboard.orchestrator.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What was requested weeks ago is looked at again just before it starts.
class StartsSliceTest extends OrchestratorSlice {
  private static final Instant NEXT_YEAR = Instant.now().plusSeconds(365 * 86_400L);

  @Autowired private Starts starts;

  /// Timers are everybody's: those of other tests don't count.
  @BeforeEach
  @AfterEach
  void stopAllTimers() {
    jdbc.sql("UPDATE offboarding SET wake_at = NULL").update();
  }

  @Test
  void who_is_still_employed_under_another_contract_stays() {
    UserRef user = activeUser("u1");
    OffboardingId id = due(user, "contract-end");
    IDENTITY_SERVICE.employs(user, NEXT_YEAR);

    starts.fireDue();

    assertThat(stateOf(id)).isEqualTo("CANCELLED");
    assertThat(why(id))
        .isEqualTo("the user is still employed under another contract, until " + NEXT_YEAR);
    assertThat(participants.announced(user)).isEmpty();
  }

  @Test
  void a_contract_that_has_ended_too_keeps_nobody() {
    UserRef user = activeUser("u2");
    OffboardingId id = due(user, "planned-departure");
    IDENTITY_SERVICE.employs(user, Instant.now().minusSeconds(60));

    starts.fireDue();

    assertThat(stateOf(id)).isEqualTo("REVOKING");
  }

  @Test
  void a_termination_heeds_no_other_contract() {
    UserRef user = activeUser("u3");
    OffboardingId id = due(user, "immediate-termination");
    IDENTITY_SERVICE.employs(user, NEXT_YEAR);

    starts.fireDue();

    assertThat(stateOf(id)).isEqualTo("REVOKING");
  }

  @Test
  void who_has_come_back_since_stays() {
    UserRef user = activeUser("u4");
    OffboardingId id = due(user, "planned-departure");
    IDENTITY_SERVICE.knows(user, 2, "ACTIVE");

    starts.fireDue();

    assertThat(stateOf(id)).isEqualTo("CANCELLED");
    assertThat(why(id)).contains("the directory is at epoch 2, this was requested for epoch 1");
  }

  @Test
  void a_policy_that_has_changed_since_is_told_and_changes_nothing() {
    UserRef user = activeUser("u5");
    OffboardingId id = due(user, "planned-departure");
    jdbc.sql("UPDATE offboarding SET policy = policy || '{\"version\": 1}' WHERE id = ?")
        .param(id.value())
        .update();

    starts.fireDue();

    assertThat(stateOf(id)).isEqualTo("REVOKING");
    assertThat(why(id)).contains("planned-departure is at version 2 now, it runs on version 1");
  }

  @Test
  void while_nobody_can_be_asked_nothing_starts_and_nothing_is_cancelled() {
    UserRef user = activeUser("u6");
    OffboardingId id = due(user, "planned-departure");
    IDENTITY_SERVICE.fails(503);

    assertThatThrownBy(starts::fireDue).isInstanceOf(ApiProblem.class);

    assertThat(stateOf(id)).isEqualTo("SCHEDULED");
    IDENTITY_SERVICE.isThere();
  }

  @Test
  void what_drifted_since_its_approval_is_asked_about_again_before_it_starts() {
    UserRef user = activeUser("u7");
    IDENTITY_SERVICE.holds(user, "crm/viewer");
    OffboardingId id = scheduledAndApproved(user);
    IDENTITY_SERVICE.holds(user, "crm/viewer", "vault/owner");

    starts.fireDue();

    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
    assertThat(shown(id).path("approval").path("missing").asInt()).isEqualTo(1);
    assertThat(participants.announced(user)).isEmpty();
    assertThat(approve(approver("boss-1"), id)).hasStatus(200);
    assertThat(stateOf(id)).isEqualTo("REVOKING");
  }

  @Test
  void what_did_not_drift_starts_under_its_approval() {
    UserRef user = activeUser("u8");
    IDENTITY_SERVICE.holds(user, "crm/viewer");
    OffboardingId id = scheduledAndApproved(user);

    starts.fireDue();

    assertThat(stateOf(id)).isEqualTo("REVOKING");
    assertThat(participants.changes(user).getLast().terms().approvals()).hasSize(1);
  }

  @Test
  void who_became_an_administrator_since_has_to_be_approved_and_who_is_protected_stays() {
    UserRef user = activeUser("u9");
    OffboardingId id = due(user, "planned-departure");
    IDENTITY_SERVICE.administers(user);
    UserRef kept = activeUser("u10");
    OffboardingId refused = due(kept, "planned-departure");
    IDENTITY_SERVICE.protects(kept);

    starts.fireDue();

    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
    assertThat(stateOf(refused)).isEqualTo("CANCELLED");
    assertThat(why(refused)).isEqualTo("by now it would be refused: protected-account");
  }

  @Test
  void who_can_not_be_looked_up_delays_nobody_else() {
    UserRef user = activeUser("u11");
    OffboardingId id = scheduledAndApproved(user);
    OffboardingId other = due(activeUser("u12"), "planned-departure");
    IDENTITY_SERVICE.failsGrants(500);

    starts.fireDue();

    assertThat(stateOf(id)).isEqualTo("SCHEDULED");
    assertThat(stateOf(other)).isEqualTo("REVOKING");
  }

  private OffboardingId scheduledAndApproved(UserRef user) {
    Map<String, Object> body = new HashMap<>(body(user, "approved-departure"));
    body.put("effectiveAt", Instant.now().plusSeconds(3600).toString());
    OffboardingId id = OffboardingId.parse(bodyOf(post(body)).path("id").asString());
    assertThat(approve(approver("boss-1"), id)).hasStatus(200);
    assertThat(stateOf(id)).isEqualTo("SCHEDULED");
    comes(id);
    return id;
  }

  /// Scheduled, and its time has come.
  private OffboardingId due(UserRef user, String reason) {
    Map<String, Object> body = new HashMap<>(body(user, reason));
    body.put("effectiveAt", Instant.now().plusSeconds(3600).toString());
    OffboardingId id = OffboardingId.parse(bodyOf(post(body)).path("id").asString());
    comes(id);
    return id;
  }

  private void comes(OffboardingId id) {
    jdbc.sql(
            "UPDATE offboarding SET effective_at = effective_at - interval '1 hour', wake_at ="
                + " wake_at - interval '1 hour' WHERE id = ?")
        .param(id.value())
        .update();
  }

  private String why(OffboardingId id) {
    return shown(id).path("history").get(1).path("why").asString();
  }
}
