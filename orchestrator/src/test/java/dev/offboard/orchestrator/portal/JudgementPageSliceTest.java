package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.signin.Browser;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "offboard.policies.contract-end.approvals=1")
class JudgementPageSliceTest extends PortalSlice {
  private static final String REASON = "contract-end";
  private static final Pattern PLAN = Pattern.compile("name=\"planHash\" value=\"([^\"]+)\"");

  @Test
  void somebody_else_approves_what_the_page_shows_and_it_begins() {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER);
    Browser boss = somebody(Role.VIEWER, Role.APPROVER);
    OffboardingId id = offboarded(hr, ada, REASON);
    String path = "/offboardings/" + id;

    assertThat(hr.get(path).body())
        .contains("Somebody else has to approve it", "The policy of this reason asks for it.")
        .contains("the account, all sessions")
        .doesNotContain("Approve the offboarding of");
    assertThat(participants.announced(ada)).isEmpty();
    Browser.Answer approved =
        boss.post(path, path + "/approval", Map.of("planHash", planOn(boss, path)));

    assertThat(approved.location()).isEqualTo(path);
    assertThat(stateOf(id)).isEqualTo("REVOKING");
    assertThat(boss.get(path).body()).doesNotContain("Approve the offboarding of");
  }

  @Test
  void who_requested_it_is_told_that_somebody_else_has_to() {
    UserRef ada = ada();
    Browser both = somebody(Role.REQUESTER, Role.APPROVER);
    Browser boss = somebody(Role.VIEWER, Role.APPROVER);
    OffboardingId id = offboarded(both, ada, REASON);
    String path = "/offboardings/" + id;

    assertThat(both.get(path).body())
        .doesNotContain("Approve the offboarding of")
        .contains("You have asked for it", "Deny");
    Browser.Answer refused =
        both.post(path, path + "/approval", Map.of("planHash", planOn(boss, path)));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("somebody else has to");
    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
  }

  @Test
  void an_older_plan_is_not_approved() {
    UserRef ada = ada();
    OffboardingId id = offboarded(somebody(Role.REQUESTER), ada, REASON);
    Browser boss = somebody(Role.VIEWER, Role.APPROVER);
    String path = "/offboardings/" + id;

    Browser.Answer refused = boss.post(path, path + "/approval", Map.of("planHash", "older"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
  }

  @Test
  void who_denies_says_why_and_nothing_was_done() {
    UserRef ada = ada();
    OffboardingId id = offboarded(somebody(Role.REQUESTER), ada, REASON);
    Browser boss = somebody(Role.VIEWER, Role.APPROVER);
    String path = "/offboardings/" + id;

    assertThat(boss.post(path, path + "/denial", Map.of("reason", "")).status()).isEqualTo(400);
    assertThat(boss.post(path, path + "/denial", Map.of("reason", "wrong-person")).location())
        .isEqualTo(path);

    assertThat(stateOf(id)).isEqualTo("CANCELLED");
    assertThat(participants.announced(ada)).isEmpty();
    assertThat(boss.get(path).body()).contains("denied: wrong-person");
  }

  @Test
  void who_is_no_approver_gets_no_further_than_another_tenants() {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER);
    OffboardingId id = offboarded(hr, ada, REASON);
    Browser stranger = of("stranger", Role.VIEWER, Role.APPROVER);
    Map<String, String> approval = Map.of("planHash", "any");

    assertThat(hr.post("/", "/offboardings/" + id + "/approval", approval).status()).isEqualTo(403);
    assertThat(stranger.post("/", "/offboardings/" + id + "/approval", approval).status())
        .isEqualTo(404);
    assertThat(
            stranger
                .post("/", "/offboardings/" + id + "/denial", Map.of("reason", "not-now"))
                .status())
        .isEqualTo(404);
    assertThat(stateOf(id)).isEqualTo("AWAITING_APPROVAL");
  }

  private static String planOn(Browser approver, String path) {
    Matcher plan = PLAN.matcher(approver.get(path).body());
    assertThat(plan.find()).as("the page has a plan to approve").isTrue();
    return plan.group(1);
  }

  private String stateOf(OffboardingId id) {
    return jdbc.sql("SELECT state FROM offboarding WHERE id = ?")
        .param(id.value())
        .query(String.class)
        .single();
  }
}
