package dev.offboard.orchestrator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.orchestrator.person.SomePeople;
import dev.offboard.orchestrator.person.SomePeople.Known;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// People come in and go out of a real server, with a browser.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "offboard.notes.wrapping-keys=wrapping-key-of-the-tests-0123456789")
@EmbeddedDatabase("orchestrator")
class SignInSliceTest {
  private static final String COOKIE = "offboard-session";

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;
  private Browser browser = new Browser(0);
  private SomePeople people = new SomePeople(null);

  @BeforeEach
  void newBrowser() {
    browser = new Browser(port);
    people = new SomePeople(context);
    jdbc.sql("DELETE FROM sign_in_failure").update();
  }

  @Test
  void who_has_not_signed_in_is_led_there_and_back() {
    Browser.Answer first = browser.get("/");
    assertThat(first.status()).isEqualTo(302);
    assertThat(first.location()).isEqualTo("/sign-in");
    assertThat(browser.get("/password").location()).isEqualTo("/sign-in?next=%2Fpassword");

    Known known = people.settled("acme", Role.VIEWER);
    Browser.Answer in =
        browser.post(
            "/sign-in?next=%2Fpassword",
            "/sign-in",
            Map.of("name", known.name(), "password", known.password(), "next", "/password"));

    assertThat(in.status()).isEqualTo(302);
    assertThat(in.location()).isEqualTo("/password");
    assertThat(browser.get("/").status()).isEqualTo(200);
    assertThat(browser.get("/").body()).contains(known.name()).contains("acme");
  }

  @Test
  void nobody_is_led_elsewhere_after_signing_in() {
    Known known = people.settled("acme", Role.VIEWER);
    for (String next :
        new String[] {
          "//evil.example", "https://evil.example/", "/\\evil.example", "/%0d%0aX: y "
        }) {
      Browser.Answer in =
          new Browser(port)
              .post(
                  "/sign-in",
                  "/sign-in",
                  Map.of("name", known.name(), "password", known.password(), "next", next));
      assertThat(in.location()).as(next).isEqualTo("/");
    }
  }

  @Test
  void the_cookie_is_for_the_browser_alone() {
    browser.get("/sign-in");
    Browser.Answer in =
        browser.signIn(people.settled("acme", Role.VIEWER).name(), SomePeople.CHOSEN);

    assertThat(in.header("Set-Cookie"))
        .startsWith(COOKIE + "=")
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .contains("Path=/")
        .doesNotContain("Domain")
        .doesNotContain("Max-Age")
        .doesNotContain("Expires");
  }

  @Test
  void the_session_gets_another_id_at_the_sign_in() {
    browser.get("/sign-in");
    String before = browser.cookie(COOKIE).orElseThrow();

    browser.as(people.settled("acme", Role.VIEWER));

    assertThat(browser.cookie(COOKIE)).isPresent().get().isNotEqualTo(before);
    Browser fixed = new Browser(port);
    fixed.setCookie(COOKIE, before);
    assertThat(fixed.get("/").location()).isEqualTo("/sign-in");
  }

  @Test
  void a_form_without_the_token_of_its_page_is_refused() {
    Known known = people.settled("acme", Role.VIEWER);
    assertThat(
            browser
                .postBare("/sign-in", Map.of("name", known.name(), "password", known.password()))
                .status())
        .isEqualTo(403);
    browser.as(known);
    assertThat(browser.postBare("/sign-out", Map.of()).status()).isEqualTo(403);
    assertThat(browser.postBare("/sign-out", Map.of("_csrf", "made up")).status()).isEqualTo(403);
    assertThat(browser.get("/").status()).isEqualTo(200);
  }

  @Test
  void the_api_takes_the_session_and_wants_the_token_of_a_page_for_what_changes_something() {
    browser.as(people.settled("acme", Role.VIEWER, Role.ADMINISTRATOR));

    assertThat(browser.get("/api/offboardings").status()).isEqualTo(200);
    assertThat(create("").status()).isEqualTo(403);
    assertThat(create("").body()).contains("csrf-token");
    assertThat(create(browser.token("/")).status()).isEqualTo(201);
  }

  @Test
  void a_cookie_counts_for_nothing_beside_a_token() {
    browser.as(people.settled("acme", Role.ADMINISTRATOR));

    assertThat(
            browser
                .send(
                    browser.request("/api/tokens").header("Authorization", "Bearer offb_no").GET())
                .status())
        .isEqualTo(401);
    assertThat(
            browser
                .send(browser.request("/api/tokens").header("Authorization", "Basic YTpi").GET())
                .status())
        .isEqualTo(401);
  }

  @Test
  void whoever_signs_out_is_out() {
    browser.as(people.settled("acme", Role.VIEWER));
    String session = browser.cookie(COOKIE).orElseThrow();

    Browser.Answer out = browser.signOut();

    assertThat(out.location()).isEqualTo("/sign-in");
    Browser again = new Browser(port);
    again.setCookie(COOKIE, session);
    assertThat(again.get("/").location()).isEqualTo("/sign-in");
  }

  @Test
  void an_idle_session_ends_and_so_does_one_of_a_long_day() {
    Known known = people.settled("acme", Role.VIEWER);
    browser.as(known);
    Browser busy = new Browser(port).as(known);
    jdbc.sql(
            """
            UPDATE portal_session SET last_access_time = last_access_time - 1800001,
              expiry_time = expiry_time - 1800001 WHERE principal_name = ?
            """)
        .param("person." + known.id())
        .update();
    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
    assertThat(busy.get("/").location()).isEqualTo("/sign-in");

    busy = new Browser(port).as(known);
    jdbc.sql(
            """
            WITH early AS (DELETE FROM sign_in WHERE person_id = ? RETURNING id, person_id)
            INSERT INTO sign_in (id, person_id, signed_in_at)
            SELECT id, person_id, now() - interval '12 hours' FROM early
            """)
        .param(known.id().value())
        .update();
    assertThat(busy.get("/").location()).isEqualTo("/sign-in");
  }

  @Test
  void a_disabled_account_is_out_at_the_next_request_and_not_let_in_again() {
    Known known = people.settled("acme", Role.VIEWER);
    browser.as(known);
    jdbc.sql("UPDATE person SET disabled_at = now() WHERE id = ?")
        .param(known.id().value())
        .update();

    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
    assertThat(new Browser(port).signIn(known.name(), known.password()).status()).isEqualTo(401);
  }

  @Test
  void a_first_password_opens_the_change_of_it_alone() {
    Known fresh = people.fresh("acme", null, Role.VIEWER, Role.ADMINISTRATOR);
    Browser.Answer in = browser.signIn(fresh.name(), fresh.password());
    assertThat(in.location()).isEqualTo("/password");
    assertThat(browser.get("/").location()).isEqualTo("/password");
    assertThat(browser.get("/api/tokens").location()).isEqualTo("/password");
    Browser other = new Browser(port);
    other.signIn(fresh.name(), fresh.password());
    String before = browser.cookie(COOKIE).orElseThrow();

    assertThat(change(fresh.password(), "too short", "too short").status()).isEqualTo(422);
    assertThat(change("wrong", SomePeople.CHOSEN, SomePeople.CHOSEN).status()).isEqualTo(422);
    assertThat(change(fresh.password(), SomePeople.CHOSEN, "something else").status())
        .isEqualTo(422);
    assertThat(change(fresh.password(), fresh.password(), fresh.password()).status())
        .isEqualTo(422);
    assertThat(change(fresh.password(), SomePeople.CHOSEN, SomePeople.CHOSEN).location())
        .isEqualTo("/");

    assertThat(browser.get("/").status()).isEqualTo(200);
    assertThat(browser.cookie(COOKIE).orElseThrow()).isNotEqualTo(before);
    assertThat(other.get("/").location()).as("elsewhere").isEqualTo("/sign-in");
    assertThat(new Browser(port).signIn(fresh.name(), fresh.password()).status()).isEqualTo(401);
    assertThat(new Browser(port).signIn(fresh.name(), SomePeople.CHOSEN).location()).isEqualTo("/");
  }

  @Test
  void pages_say_what_they_load_and_the_api_loads_nothing() {
    Browser.Answer page = browser.get("/sign-in");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("style-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.body()).doesNotContain("style=").doesNotContain("<script");
    assertThat(browser.get("/webjars/picocss__pico/css/pico.min.css").status()).isEqualTo(200);
    assertThat(browser.get("/assets/portal.css").header("Cache-Control")).contains("max-age=3600");
    assertThat(browser.get("/openapi.json").header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
  }

  @Test
  void a_refusal_is_a_page_for_people_and_a_problem_for_programs() {
    browser.as(people.settled("acme", Role.AUDITOR));

    Browser.Answer page = browser.get("/no-such-page");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    Browser.Answer api = browser.get("/api/no-such");
    assertThat(api.status()).isEqualTo(404);
    assertThat(api.header("Content-Type")).startsWith("application/problem+json");
  }

  private Browser.Answer create(String token) {
    return browser.send(
        browser
            .request("/api/tokens")
            .header("Content-Type", "application/json")
            .header("X-CSRF-TOKEN", token)
            .POST(BodyPublishers.ofString("{\"name\":\"ci\",\"roles\":[\"viewer\"]}")));
  }

  private Browser.Answer change(String current, String next, String again) {
    return browser.post(
        "/password", "/password", Map.of("current", current, "next", next, "again", again));
  }
}
