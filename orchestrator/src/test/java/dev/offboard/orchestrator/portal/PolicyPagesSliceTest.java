package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.signin.Browser;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PolicyPagesSliceTest extends PortalSlice {
  private static final String PATH = "/policies/tenant-churn";
  private static final String EDIT = PATH + "/edit";
  private static final Pattern BASED_ON = Pattern.compile("name=\"basedOn\" value=\"(\\d+)\"");

  @Test
  void policies_are_read_in_plain_sentences() {
    Browser viewer = somebody(Role.VIEWER);
    assertThat(viewer.get("/policies").body())
        .contains("Customer leaves", "Must leave at once", "Goes past everything else")
        .contains("Can be undone for 14 days. Then the profile is erased.");
    assertThat(viewer.get("/policies/erasure-request").body())
        .contains("Can&#39;t be undone.", "An administrator of the whole installation")
        .doesNotContain(">Edit<");
    assertThat(viewer.get("/policies/no-such").status()).isEqualTo(404);
    assertThat(viewer.get(EDIT).status()).isEqualTo(403);
    assertThat(somebody(Role.ADMINISTRATOR).get(EDIT).status()).isEqualTo(403);
  }

  @Test
  void one_is_edited_tried_activated_and_rolled_back() {
    Browser admin = of(null, Role.ADMINISTRATOR);
    Map<String, String> form = form(admin);
    form.put("gracePeriod", "36");
    form.put("gracePeriod.unit", "HOURS");
    form.put("rules[0].when", "user.kind == 'contractor'");
    form.put("rules[0].words", "Contractors <b>");
    form.put("rules[0].approvals", "1");

    Browser.Answer tried = admin.post(EDIT, PATH + "/simulation", form);
    assertThat(tried.status()).as(tried.body()).isEqualTo(200);
    assertThat(tried.body())
        .contains("What it would have changed", "value=\"36\"", "Rule 2, a new one")
        .contains("Contractors &lt;b&gt;");
    int before = version(admin);

    form.put("note", "customers come back sooner");
    assertThat(admin.post(EDIT, PATH + "/versions", form).location()).isEqualTo(PATH);
    assertThat(version(admin)).isEqualTo(before + 1);
    assertThat(admin.get(PATH).body())
        .contains("Can be undone for 36 hours.", "at least one other person must approve")
        .contains("customers come back sooner", "<del>30 days</del> <ins>36 hours</ins>");

    assertThat(admin.post(EDIT, PATH + "/versions", form).body())
        .contains("was based on version " + before, "customers come back sooner");
    assertThat(
            admin
                .post(
                    PATH,
                    PATH + "/roll-back",
                    Map.of("equalTo", "" + before, "basedOn", "" + (before + 1), "note", "wrong"))
                .location())
        .isEqualTo(PATH);
    assertThat(admin.get(PATH).body()).contains("Can be undone for 30 days.");
    assertThat(version(admin)).isEqualTo(before + 2);
  }

  @Test
  void what_is_wrong_stands_at_its_field_and_nothing_written_is_lost() {
    Browser admin = of(null, Role.ADMINISTRATOR);
    int before = version(admin);
    Map<String, String> form = form(admin);
    form.put("gracePeriod", "two");
    form.put("attentionAfter", "0");
    form.put("sweeps", "1h, x");
    form.put("rules[3].when", "user.knd == 'x'\n|| <script>");
    for (String action : new String[] {"/simulation", "/versions"}) {
      Browser.Answer refused = admin.post(EDIT, PATH + action, form);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body())
          .contains("id=\"gracePeriod-wrong\"", "id=\"attentionAfter-wrong\"")
          .contains("id=\"sweeps-wrong\"", "id=\"rules[3].when-wrong\"", "line 2, column 4")
          .contains("It changes nothing", "value=\"two\"", "|| &lt;script&gt;")
          .doesNotContain("<script>");
    }
    assertThat(version(admin)).isEqualTo(before);
    assertThat(admin.postBare(PATH + "/versions", form).status()).isEqualTo(403);
  }

  private static Map<String, String> form(Browser admin) {
    Map<String, String> form = new HashMap<>();
    String body = admin.get(EDIT).body();
    form.put("basedOn", group(BASED_ON, body));
    form.put("attentionAfter", "5");
    form.put("sweeps", "1h, 1d, 7d");
    form.put("gracePeriod", "30");
    form.put("gracePeriod.unit", "DAYS");
    return form;
  }

  private static int version(Browser admin) {
    return Integer.parseInt(group(BASED_ON, admin.get(EDIT).body()));
  }

  private static String group(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    assertThat(matcher.find()).as(body).isTrue();
    return matcher.group(1);
  }
}
