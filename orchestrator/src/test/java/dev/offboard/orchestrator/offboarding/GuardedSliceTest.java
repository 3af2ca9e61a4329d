package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.offboarding.OffboardingRequests.Answer;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Party;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Requests by people who are users of the directory themselves.
class GuardedSliceTest extends OrchestratorSlice {
  @Autowired private OffboardingRequests requests;

  @Test
  void nobody_asks_for_their_own_offboarding_unless_the_policy_has_two_others_approve_it() {
    UserRef ada = activeUser("ada");
    Party herself = new Party(new Initiator("ada-token", "requester"), ada);

    assertThatThrownBy(() -> ask(ada, "immediate-termination", herself))
        .isInstanceOfSatisfying(
            ApiProblem.class,
            problem -> {
              assertThat(problem.getStatusCode().value()).isEqualTo(403);
              assertThat(problem.getBody().getProperties())
                  .containsEntry("code", "requester-is-concerned");
            });
    assertThat(participants.changes(ada)).isEmpty();

    Asked asked = askedOf(ask(ada, "guarded-departure", herself));
    assertThat(asked.approvals()).isEqualTo(2);
    assertThat(asked.because()).containsExactly("oneself");
  }

  @Test
  void the_person_behind_a_request_is_kept_with_it() {
    UserRef ada = activeUser("ada");
    Party hr = new Party(new Initiator("hr-token", "requester"), UserRef.of(tenant, "hr-person"));

    Answer.Began began = (Answer.Began) ask(ada, "approved-departure", hr);

    assertThat(
            jdbc.sql("SELECT approvals #>> '{requesters,0,userId}' FROM offboarding WHERE id = ?")
                .param(began.decision().next().id().value())
                .query(String.class)
                .single())
        .isEqualTo("hr-person");
  }

  @Test
  void a_role_change_of_an_administrator_waits_too() {
    UserRef ada = activeUser("ada");
    IDENTITY_SERVICE.holds(ada, "crm/manager");
    IDENTITY_SERVICE.administers(ada);

    var answer =
        post(
            json.writeValueAsString(
                java.util.Map.of(
                    "tenantId",
                    tenant,
                    "userId",
                    "ada",
                    "reason",
                    "role-change",
                    "revoke",
                    List.of(java.util.Map.of("applicationId", "crm", "role", "manager")))));

    assertThat(bodyOf(answer).path("state").asString()).isEqualTo("AWAITING_APPROVAL");
    assertThat(bodyOf(answer).path("approval").path("plan").path("revoke").toString())
        .isEqualTo("[\"crm/manager\"]");
  }

  private Answer ask(UserRef user, String reason, Party requester) {
    return requests.request(
        new OffboardingRequest(user, new ReasonCode(reason), List.of(), null, null, null),
        requester);
  }

  private static Asked askedOf(Answer answer) {
    return ((Answer.Began) answer).decision().next().approvals().asked();
  }
}
