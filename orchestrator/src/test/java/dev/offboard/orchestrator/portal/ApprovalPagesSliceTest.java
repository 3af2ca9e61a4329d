package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.signin.Browser;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ApprovalPagesSliceTest extends PortalSlice {
  private static final Pattern LIST = Pattern.compile("name=\"listHash\" value=\"([^\"]+)\"");

  @Test
  void somebody_else_sees_who_is_on_it_and_what_they_lose_and_approves_all() {
    String page = batchOf(somebody(Role.REQUESTER), 3);
    Browser boss = somebody(Role.VIEWER, Role.APPROVER);

    String one = "/offboardings/" + oneOf();
    assertThat(boss.get(one).body()).contains("which can be approved as a whole");
    assertThat(boss.get("/approvals").body()).contains(page, "3 offboardings", "may still grow");
    assertThat(boss.get(page).body())
        .contains(
            "Customer leaves",
            "as soon as it is approved",
            "the account, all sessions",
            "u-many-000",
            "u-many-002")
        .contains("It waits because so many were asked for at once", "comes onto it")
        .doesNotContain("You have asked for these");
    assertThat(
            boss.post(page, page + "/approval", Map.of("listHash", listOn(boss, page))).location())
        .isEqualTo(page);

    assertThat(boss.get(page).body()).contains("3 approved", "approved by").doesNotContain("Deny");
    assertThat(states()).containsExactly("REVOKING");
    assertThat(boss.get(one).body()).doesNotContain("which can be approved as a whole");
    assertThat(boss.get("/approvals").body()).contains("None.").doesNotContain(page);
  }

  @Test
  void who_asked_for_it_is_told_that_somebody_else_has_to() {
    Browser both = somebody(Role.REQUESTER, Role.APPROVER);
    String page = batchOf(both, 2);

    assertThat(both.get(page).body())
        .contains("You have asked for these, so somebody else has to approve them.")
        .doesNotContain("Approve all");
    Browser.Answer refused = both.post(page, page + "/approval", Map.of("listHash", "any"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("role=\"alert\"", "somebody else has to");
    assertThat(states()).containsExactly("AWAITING_APPROVAL");
  }

  @Test
  void another_list_than_the_one_shown_is_not_approved_and_the_one_of_now_is_shown() {
    String page = batchOf(somebody(Role.REQUESTER), 2);
    Browser boss = somebody(Role.VIEWER, Role.APPROVER);

    Browser.Answer refused = boss.post(page, page + "/approval", Map.of("listHash", "older"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("role=\"alert\"", "another list", "Approve all 2");
    assertThat(states()).containsExactly("AWAITING_APPROVAL");
  }

  @Test
  void who_denies_says_why_and_nothing_was_taken() {
    String page = batchOf(somebody(Role.REQUESTER), 2);
    Browser boss = somebody(Role.VIEWER, Role.APPROVER);

    Browser.Answer unsaid = boss.post(page, page + "/denial", Map.of("reason", "<b>"));
    assertThat(unsaid.status()).isEqualTo(400);
    assertThat(unsaid.body()).contains("Say why not").doesNotContain("<b>");
    assertThat(boss.post(page, page + "/denial", Map.of("reason", "too-many")).location())
        .isEqualTo(page);

    assertThat(states()).containsExactly("CANCELLED");
    assertThat(boss.get(page).body()).contains("2 denied", "too-many");
  }

  @Test
  void a_long_list_has_pages() {
    String page = batchOf(somebody(Role.REQUESTER), 60);
    Browser viewer = somebody(Role.VIEWER);

    assertThat(viewer.get(page).body())
        .contains("1 to 50 of 60", page + "?from=50", "Somebody with the role approver")
        .doesNotContain("Those before", "listHash");
    assertThat(viewer.get(page + "?from=50").body())
        .contains("51 to 60 of 60", page + "?from=0")
        .doesNotContain("Further ones");
    assertThat(viewer.get(page + "?from=-3").body()).contains("1 to 50 of 60");
    assertThat(viewer.get(page + "?from=999").body()).contains("60 to 60 of 60");
  }

  @Test
  void another_tenants_batch_is_unknown_and_only_approvers_decide() {
    Browser hr = somebody(Role.REQUESTER);
    String page = batchOf(hr, 2);
    Browser stranger = of("stranger", Role.VIEWER, Role.APPROVER);

    assertThat(stranger.get(page).status()).isEqualTo(404);
    assertThat(stranger.get("/approvals").body()).doesNotContain(page);
    for (String decision : List.of("/approval", "/denial")) {
      Map<String, String> form = Map.of("listHash", "any", "reason", "not-now");
      assertThat(stranger.post("/", page + decision, form).status()).isEqualTo(404);
      assertThat(hr.post("/", page + decision, form).status()).isEqualTo(403);
    }
    assertThat(somebody(Role.AUDITOR).get("/approvals").status()).isEqualTo(403);
    assertThat(states()).containsExactly("AWAITING_APPROVAL");
  }

  private static String listOn(Browser approver, String path) {
    Matcher list = LIST.matcher(approver.get(path).body());
    assertThat(list.find()).as("the page has a list to approve").isTrue();
    return list.group(1);
  }

  private UUID oneOf() {
    return jdbc.sql("SELECT min(id::text)::uuid FROM offboarding WHERE tenant_id = ?")
        .param(tenant)
        .query(UUID.class)
        .single();
  }

  private List<String> states() {
    return jdbc.sql("SELECT DISTINCT state FROM offboarding WHERE tenant_id = ?")
        .param(tenant)
        .query(String.class)
        .list();
  }
}
