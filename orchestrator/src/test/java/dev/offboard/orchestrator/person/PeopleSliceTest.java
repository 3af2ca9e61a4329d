package dev.offboard.orchestrator.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.person.SomePeople.Known;
import dev.offboard.orchestrator.signin.Browser;
import dev.offboard.orchestrator.signin.BrowserSlice;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class PeopleSliceTest extends BrowserSlice {
  private String administrator = "";

  @BeforeEach
  void administratorOfTheTenant() {
    administrator =
        TestTokens.jwt(tenant, Role.ADMINISTRATOR, Role.VIEWER, Role.REQUESTER, Role.APPROVER);
  }

  @Test
  void an_account_comes_with_a_password_for_one_sign_in_shown_once() {
    JsonNode made = create("viewer");

    String first = made.path("oneTimePassword").asString();
    assertThat(made.path("tenantId").asString()).isEqualTo(tenant);
    assertThat(made.path("mustChange").asBoolean()).isTrue();
    assertThat(bodyOf(getAs(administrator, at(made))).has("oneTimePassword")).isFalse();
    assertThat(browser().signIn(nameOf(made), first).location()).isEqualTo("/password");
    assertThat(
            jdbc.sql("SELECT count(*) FROM person AS p WHERE p::text LIKE '%' || ? || '%'")
                .param(first)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(changes("person." + made.path("id").asString())).containsExactly("account-created");
    assertThat(told("person." + made.path("id").asString()).getFirst().toString())
        .doesNotContain(nameOf(made));
  }

  @Test
  void other_roles_count_from_the_next_request_on() {
    Known known = people.settled(tenant, Role.VIEWER);
    Browser browser = browser().as(known);
    assertThat(browser.get("/api/tokens").status()).isEqualTo(403);

    assertThat(setRoles(administrator, known.id(), "viewer", "administrator")).hasStatus(200);

    assertThat(browser.get("/api/tokens").status()).isEqualTo(200);
    assertThat(told("person." + known.id()).getLast().path("roles").toString())
        .isEqualTo("[\"administrator\",\"viewer\"]");
  }

  @Test
  void a_disabled_account_is_out_until_it_is_enabled() {
    Known known = people.settled(tenant, Role.VIEWER);
    Browser browser = browser().as(known);

    for (int i = 0; i < 2; i++) {
      assertThat(post(known.id(), "disabling")).hasStatus(200);
    }
    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
    assertThat(browser().signIn(known.name(), known.password()).status()).isEqualTo(401);
    assertThat(post(known.id(), "enabling")).hasStatus(200);

    assertThat(browser().signIn(known.name(), known.password()).status()).isEqualTo(302);
    assertThat(changes("person." + known.id()))
        .containsExactly(
            "account-created", "password-changed", "account-disabled", "account-enabled");
  }

  @Test
  void a_reset_ends_sessions_and_gives_a_password_for_one_sign_in() {
    Known known = people.settled(tenant, Role.VIEWER);
    Browser browser = browser().as(known);

    MvcTestResult reset = post(known.id(), "password-reset");

    assertThat(reset).hasStatus(200).headers().hasValue("Cache-Control", "no-store");
    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
    assertThat(browser().signIn(known.name(), known.password()).status()).isEqualTo(401);
    assertThat(
            browser()
                .signIn(known.name(), bodyOf(reset).path("oneTimePassword").asString())
                .location())
        .isEqualTo("/password");
  }

  @Test
  void nobody_grants_more_than_they_have() {
    MvcTestResult made =
        postAs(
            administrator,
            "/api/people",
            Map.of("signInName", name(), "roles", List.of("operator")));
    assertThat(made).hasStatus(403);
    assertThat(bodyOf(made).path("code").asString()).isEqualTo("not-yours-to-grant");
    assertThat(
            postAs(administrator, "/api/tokens", Map.of("name", "x", "roles", List.of("operator"))))
        .hasStatus(403);

    Known operator = people.settled(tenant, Role.OPERATOR);
    assertThat(setRoles(administrator, operator.id(), "viewer")).hasStatus(403);
    assertThat(post(operator.id(), "password-reset")).hasStatus(403);
    assertThat(setRoles(administrator, people.settled(tenant, Role.VIEWER).id(), "operator"))
        .hasStatus(403);
  }

  @Test
  void nobody_changes_their_own_account() {
    Known known = people.settled(tenant, Role.ADMINISTRATOR, Role.VIEWER);
    Browser browser = browser().as(known);
    String token = browser.token("/");
    for (String what : List.of("disabling", "password-reset", "enabling")) {
      Browser.Answer answer =
          browser.send(
              browser
                  .request("/api/people/%s/%s".formatted(known.id(), what))
                  .header("X-CSRF-TOKEN", token)
                  .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
      assertThat(answer.status()).as(what).isEqualTo(409);
      assertThat(answer.body()).contains("own-account");
    }
  }

  @Test
  void the_last_administrator_of_all_tenants_stays() {
    jdbc.sql("UPDATE person SET disabled_at = now() WHERE tenant_id IS NULL").update();
    Known one = people.settled(null, Role.ADMINISTRATOR);
    Known other = people.settled(null, Role.ADMINISTRATOR);

    assertThat(postGlobal(one.id(), "disabling")).hasStatus(200);

    assertThat(postGlobal(other.id(), "disabling")).hasStatus(409);
    assertThat(setRoles(GLOBAL, other.id(), "viewer")).hasStatus(409);
    assertThat(postGlobal(one.id(), "enabling")).hasStatus(200);
    assertThat(setRoles(GLOBAL, other.id(), "viewer")).hasStatus(200);
  }

  @Test
  void other_tenants_accounts_are_unknown() {
    Known global = people.settled(null, Role.VIEWER);
    Known theirs = people.settled("other-tenant", Role.VIEWER);
    Known own = people.settled(tenant, Role.VIEWER);

    for (Known known : List.of(global, theirs)) {
      assertThat(getAs(administrator, "/api/people/" + known.id())).hasStatus(404);
      assertThat(setRoles(administrator, known.id(), "viewer")).hasStatus(404);
      for (String what : List.of("disabling", "enabling", "password-reset")) {
        assertThat(post(known.id(), what)).hasStatus(404);
      }
    }
    assertThat(bodyOf(getAs(administrator, "/api/people")).path("people"))
        .extracting(it -> it.path("id").asString())
        .containsExactly(own.id().toString());
    assertThat(
            postAs(
                administrator,
                "/api/people",
                Map.of(
                    "signInName", name(), "roles", List.of("viewer"), "tenantId", "other-tenant")))
        .hasStatus(404);
    assertThat(
            postAs(
                administrator,
                "/api/people",
                Map.of(
                    "signInName", name(), "roles", List.of("viewer"), "person", "other-tenant/u1")))
        .hasStatus(404);
  }

  @Test
  void a_name_is_taken_once_however_it_is_written() {
    JsonNode made = create("viewer");

    assertThat(
            postAs(
                administrator,
                "/api/people",
                Map.of(
                    "signInName",
                    nameOf(made).toUpperCase(java.util.Locale.ROOT),
                    "roles",
                    List.of("viewer"))))
        .hasStatus(409);
  }

  @Test
  void nonsense_is_refused_by_field() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("roles", List.of("viewer")),
            Map.of("signInName", "two words", "roles", List.of("viewer")),
            Map.of("signInName", "аdmin", "roles", List.of("viewer")),
            Map.of("signInName", name(), "roles", List.of()),
            Map.of("signInName", name(), "roles", List.of("service")),
            Map.of("signInName", name(), "roles", List.of("viewer"), "person", "nobody"))) {
      MvcTestResult answer = postAs(administrator, "/api/people", bad);
      assertThat(answer).hasStatus(400);
      assertThat(bodyOf(answer).has("field")).isTrue();
    }
  }

  private static final String GLOBAL = TestTokens.jwt(TestTokens.ALL_TENANTS, Role.values());

  private JsonNode create(String... roles) {
    MvcTestResult made =
        postAs(administrator, "/api/people", Map.of("signInName", name(), "roles", List.of(roles)));
    assertThat(made).hasStatus(201);
    assertThat(made).headers().hasValue("Cache-Control", "no-store");
    return bodyOf(made);
  }

  private MvcTestResult post(PersonId id, String what) {
    return postAs(administrator, "/api/people/%s/%s".formatted(id, what), Map.of());
  }

  private MvcTestResult postGlobal(PersonId id, String what) {
    return postAs(GLOBAL, "/api/people/%s/%s".formatted(id, what), Map.of());
  }

  private MvcTestResult setRoles(String token, PersonId id, String... roles) {
    return http.put()
        .uri("/api/people/{id}/roles", id.value())
        .header("Authorization", "Bearer " + token)
        .contentType(MediaType.APPLICATION_JSON)
        .content(json.writeValueAsString(Map.of("roles", List.of(roles))))
        .exchange();
  }

  private static String at(JsonNode made) {
    return "/api/people/" + made.path("id").asString();
  }

  private static String nameOf(JsonNode made) {
    return made.path("signInName").asString();
  }

  private static String name() {
    return "n" + UUID.randomUUID();
  }
}
