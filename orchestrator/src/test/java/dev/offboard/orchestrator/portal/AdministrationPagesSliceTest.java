package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.person.SomePeople.Known;
import dev.offboard.orchestrator.signin.Browser;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tokens and people on their pages: the same as over the API.
class AdministrationPagesSliceTest extends PortalSlice {
  private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*value=\"([^\"]+)\"");

  @Test
  void a_token_is_shown_once_and_can_be_rotated_and_revoked() {
    Browser administrator = somebody(Role.ADMINISTRATOR, Role.VIEWER);

    Browser.Answer made =
        administrator.post(
            "/tokens", "/tokens", Map.of("name", "nightly <ci>", "roles", "viewer", "days", "30"));

    assertThat(made.status()).isEqualTo(200);
    assertThat(secretOf(made)).startsWith("offb_");
    assertThat(made.header("Cache-Control")).contains("no-store");
    String list = administrator.get("/tokens").body();
    assertThat(list).contains("nightly &lt;ci&gt;", "ends in", "never").doesNotContain("offb_");
    String id = tokenId(list);
    assertThat(
            secretOf(administrator.post("/tokens", "/tokens/%s/rotation".formatted(id), Map.of())))
        .startsWith("offb_")
        .isNotEqualTo(secretOf(made));
    assertThat(
            administrator
                .post("/tokens", "/tokens/%s/revocation".formatted(id), Map.of())
                .location())
        .isEqualTo("/tokens");
    assertThat(administrator.get("/tokens").body()).contains("revoked");
  }

  @Test
  void nobody_gives_a_token_more_than_they_have() {
    Browser administrator = somebody(Role.ADMINISTRATOR);

    Browser.Answer refused =
        administrator.post("/tokens", "/tokens", Map.of("name", "ci", "roles", "operator"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("Nobody grants roles", "value=\"ci\"");
    assertThat(administrator.get("/tokens").body()).doesNotContain("value=\"operator\"");
  }

  @Test
  void somebody_gets_an_account_and_a_password_for_one_sign_in() {
    Browser administrator = somebody(Role.ADMINISTRATOR, Role.VIEWER);
    String name = "ann-" + UUID.randomUUID();

    Browser.Answer made =
        administrator.post("/people", "/people", Map.of("name", name, "roles", "viewer"));

    Browser ann = browserOf(name, secretOf(made));
    assertThat(ann.get("/").location()).isEqualTo("/password");
    assertThat(administrator.get("/people").body()).contains(name, "has to choose a password");
    Browser.Answer again =
        administrator.post("/people", "/people", Map.of("name", name, "roles", "viewer"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("Somebody signs in with that name");
  }

  @Test
  void sessions_end_roles_change_and_accounts_are_disabled() {
    Browser administrator = somebody(Role.ADMINISTRATOR, Role.VIEWER, Role.OPERATOR);
    Known bob = people.settled(tenant, Role.VIEWER);
    String page = "/people/" + bob.id().value();
    Browser there = new Browser(port).as(bob);

    administrator.post(page, page + "/session-ending", Map.of());
    assertThat(there.get("/").location()).startsWith("/sign-in");
    assertThat(new Browser(port).as(bob).get("/").status()).isEqualTo(200);
    assertThat(changes("person." + bob.id().value())).contains("sessions-ended");
    administrator.post(page, page + "/roles", Map.of("roles", "operator"));
    assertThat(administrator.get(page).body()).contains("<dd>operator</dd>");
    administrator.post(page, page + "/disabling", Map.of());
    assertThat(administrator.get(page).body()).contains(">disabled<", "Enable the account");
    administrator.post(page, page + "/enabling", Map.of());
    assertThat(secretOf(administrator.post(page, page + "/password-reset", Map.of()))).isNotEmpty();
  }

  @Test
  void another_tenants_people_and_tokens_are_not_there() {
    Known other = people.settled("elsewhere", Role.VIEWER);
    Browser administrator = somebody(Role.ADMINISTRATOR);

    assertThat(administrator.get("/people/" + other.id().value()).status()).isEqualTo(404);
    assertThat(administrator.get("/people").body()).doesNotContain(other.name());
    assertThat(
            administrator
                .post("/tokens", "/tokens/%s/revocation".formatted(UUID.randomUUID()), Map.of())
                .status())
        .isEqualTo(404);
    assertThat(somebody(Role.OPERATOR).get("/people").status()).isEqualTo(403);
    assertThat(somebody(Role.OPERATOR).get("/tokens").status()).isEqualTo(403);
  }

  private java.util.List<String> changes(String subject) {
    return jdbc.sql(
            """
            SELECT payload::json ->> 'change' FROM outbox WHERE type = 'offboarding.access-changed.v1'
              AND payload LIKE '%' || ? || '%' ORDER BY id
            """)
        .param("\"subject\":\"" + subject + "\"")
        .query(String.class)
        .list();
  }

  private Browser browserOf(String name, String password) {
    Browser browser = new Browser(port);
    assertThat(browser.signIn(name, password).status()).isEqualTo(302);
    return browser;
  }

  private static String secretOf(Browser.Answer answer) {
    Matcher found = SECRET.matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }

  private static String tokenId(String list) {
    Matcher found = Pattern.compile("/tokens/([0-9a-f-]{36})/rotation").matcher(list);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
