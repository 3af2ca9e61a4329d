package dev.offboard.orchestrator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// People sign in with a provider, over real HTTP.
class ProviderSliceTest extends BrowserSlice {
  private static final SomeProvider PROVIDER = new SomeProvider();
  private static final String FAILED = "/sign-in?failed";
  private static final String REFUSED = "/sign-in?refused";

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    PROVIDER.properties().forEach((name, value) -> properties.add(name, () -> value));
  }

  @Test
  void who_comes_back_with_a_code_is_in_with_what_the_claims_say() {
    Browser browser = browser();
    assertThat(browser.get("/sign-in?next=%2Fpassword").body()).contains("Sign in with Acme");
    String before = browser.cookie("offboard-session").orElseThrow();

    Browser.Answer in = signIn(browser, subject(), UnaryOperator.identity());

    assertThat(in.location()).isEqualTo("/password");
    assertThat(browser.cookie("offboard-session").orElseThrow())
        .as(in.response().headers().map().toString())
        .isNotEqualTo(before);
    assertThat(browser.get("/").body()).contains("Somebody ").contains("acme");
    assertThat(browser.get("/api/offboardings").status()).isEqualTo(200);
    assertThat(browser.get("/api/tokens").status()).isEqualTo(403);
    assertThat(browser.get("/password").status()).as("theirs is kept elsewhere").isEqualTo(404);
  }

  @Test
  void the_question_has_state_nonce_and_proof_key() {
    SomeProvider.Asked asked = ask(browser());

    assertThat(asked.query())
        .containsEntry("response_type", "code")
        .containsEntry("client_id", SomeProvider.CLIENT)
        .containsEntry("scope", "openid")
        .containsEntry("code_challenge_method", "S256");
    assertThat(asked.state()).hasSizeGreaterThan(20);
    assertThat(asked.nonce()).hasSizeGreaterThan(20);
    assertThat(asked.query().get("redirect_uri"))
        .isEqualTo("http://127.0.0.1:%d/login/oauth2/code/oidc".formatted(port));
  }

  @Test
  void an_answer_to_somebody_elses_question_lets_nobody_in() {
    Browser browser = browser();
    SomeProvider.Asked asked = ask(browser);
    String code = PROVIDER.code(asked, token(asked, subject(), UnaryOperator.identity()));

    assertThat(answer(browser, code, "made-up").location()).isEqualTo(FAILED);
    assertThat(answer(browser(), code, asked.state()).location()).isEqualTo(FAILED);
    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
  }

  @Test
  void an_answer_is_good_once() {
    Browser browser = browser();
    SomeProvider.Asked asked = ask(browser);
    String code = PROVIDER.code(asked, token(asked, subject(), UnaryOperator.identity()));
    assertThat(answer(browser, code, asked.state()).location()).isEqualTo("/");

    assertThat(answer(browser, code, asked.state()).location()).isEqualTo(FAILED);
    Browser other = browser();
    SomeProvider.Asked again = ask(other);
    assertThat(answer(other, code, again.state()).location()).as("replayed").isEqualTo(FAILED);
    assertThat(other.get("/").location()).isEqualTo("/sign-in");
  }

  @Test
  void a_code_that_was_given_to_another_browser_is_worth_nothing() {
    SomeProvider.Asked theirs = ask(browser());
    String code = PROVIDER.code(theirs, token(theirs, subject(), UnaryOperator.identity()));
    Browser browser = browser();

    assertThat(answer(browser, code, ask(browser).state()).location()).isEqualTo(FAILED);
  }

  @Test
  void an_id_token_that_is_not_for_us_now_lets_nobody_in() {
    Map<String, UnaryOperator<JWTClaimsSet.Builder>> bad = new LinkedHashMap<>();
    bad.put("wrong nonce", it -> it.claim("nonce", "another"));
    bad.put("no nonce", it -> it.claim("nonce", null));
    bad.put("wrong issuer", it -> it.issuer("http://127.0.0.1:9"));
    bad.put("wrong audience", it -> it.audience("somebody-else"));
    bad.put(
        "for two, not said for whom", it -> it.audience(List.of(SomeProvider.CLIENT, "another")));
    bad.put("expired", it -> it.expirationTime(new Date(System.currentTimeMillis() - 120_000)));
    bad.put("without expiry", it -> it.expirationTime(null));
    bad.put("without subject", it -> it.subject(null));
    bad.forEach(
        (what, change) -> {
          Browser browser = browser();
          assertThat(signIn(browser, subject(), change).location()).as(what).isEqualTo(FAILED);
          assertThat(browser.get("/").location()).as(what).isEqualTo("/sign-in");
        });
  }

  @Test
  void an_id_token_that_is_not_signed_by_the_provider_lets_nobody_in() {
    Browser browser = browser();
    SomeProvider.Asked asked = ask(browser);
    JWTClaimsSet claims = PROVIDER.idClaims(asked, subject()).build();
    assertThat(
            answer(browser, PROVIDER.code(asked, PROVIDER.signedByAnother(claims)), asked.state())
                .location())
        .isEqualTo(FAILED);
    asked = ask(browser);
    claims = PROVIDER.idClaims(asked, subject()).build();
    assertThat(
            answer(browser, PROVIDER.code(asked, SomeProvider.unsigned(claims)), asked.state())
                .location())
        .isEqualTo(FAILED);
  }

  @Test
  void who_has_no_tenant_or_no_role_here_is_refused() {
    assertThat(signIn(browser(), subject(), it -> it.claim("tenant_id", null)).location())
        .isEqualTo(REFUSED);
    assertThat(
            signIn(browser(), subject(), it -> it.claim("roles", List.of("cleaner", "service")))
                .location())
        .isEqualTo(REFUSED);
    assertThat(browser().get(REFUSED).body()).contains("You have no access here");
  }

  @Test
  void a_subject_that_names_a_person_stands_in_the_audit_as_a_hash() {
    String mail = "ann." + UUID.randomUUID() + "@acme.example";
    signIn(browser(), mail, UnaryOperator.identity());

    assertThat(
            jdbc.sql("SELECT count(*) FROM person AS p WHERE p::text LIKE '%@acme.example%'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void signing_out_goes_on_at_the_provider() {
    Browser browser = browser();
    signIn(browser, subject(), UnaryOperator.identity());
    assertThat(browser.get("/").header("Content-Security-Policy"))
        .contains("form-action 'self' " + PROVIDER.issuer());

    Browser.Answer out = browser.signOut();

    assertThat(out.location())
        .startsWith(PROVIDER.issuer() + "/logout?client_id=" + SomeProvider.CLIENT)
        .contains("id_token_hint=")
        .contains("post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A" + port + "%2Fsign-in");
    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
  }

  @Test
  void who_is_gone_at_the_provider_is_gone_here() {
    String subject = subject();
    Browser browser = browser();
    signIn(browser, subject, UnaryOperator.identity());
    Browser elsewhere = browser();
    signIn(elsewhere, subject, it -> it.claim("sid", "another session"));
    Browser other = browser();
    signIn(other, subject(), UnaryOperator.identity());

    assertThat(gone(it -> it.claim("sid", "sid-of-" + subject))).isEqualTo(200);
    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
    assertThat(elsewhere.get("/").status()).isEqualTo(200);
    assertThat(gone(it -> it.subject(subject))).isEqualTo(200);
    assertThat(elsewhere.get("/").location()).isEqualTo("/sign-in");
    assertThat(other.get("/").status()).isEqualTo(200);
  }

  @Test
  void a_word_that_somebody_is_gone_counts_only_from_the_provider() {
    String subject = subject();
    Browser browser = browser();
    signIn(browser, subject, UnaryOperator.identity());

    assertThat(gone(it -> it.subject(subject).issuer("http://127.0.0.1:9"))).isEqualTo(400);
    assertThat(gone(it -> it.subject(subject).audience("somebody-else"))).isEqualTo(400);
    assertThat(gone(it -> it.subject(subject).claim("events", null))).isEqualTo(400);
    assertThat(gone(it -> it.subject(subject).claim("nonce", "x"))).isEqualTo(400);
    assertThat(
            browser()
                .postBare(
                    BACK_CHANNEL,
                    Map.of(
                        "logout_token",
                        SomeProvider.unsigned(new JWTClaimsSet.Builder().subject(subject).build())))
                .status())
        .isEqualTo(400);
    assertThat(browser.get("/").status()).isEqualTo(200);
  }

  @Test
  void an_offboarded_person_is_out_and_comes_in_with_no_provider() {
    UserRef user = activeUser("e1");
    String subject = subject();
    UnaryOperator<JWTClaimsSet.Builder> person =
        it -> it.claim("tenant_id", tenant).claim("person", "e1");
    Browser browser = browser();
    signIn(browser, subject, person);
    assertThat(browser.get("/").status()).isEqualTo(200);

    offboarded(user, "contract-end");

    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
    assertThat(signIn(browser(), subject, person).location()).isEqualTo(REFUSED);
    assertThat(signIn(browser(), subject(), person).location())
        .as("another login of the same user")
        .isEqualTo(REFUSED);
    assertThat(changes("jwt." + subject)).containsExactly("account-created", "account-disabled");
  }

  @Test
  void what_the_provider_says_at_the_next_sign_in_counts() {
    String subject = subject();
    signIn(browser(), subject, UnaryOperator.identity());
    Browser browser = browser();

    signIn(browser, subject, it -> it.claim("roles", List.of("administrator")));

    assertThat(browser.get("/api/tokens").status()).isEqualTo(200);
    assertThat(browser.get("/api/dead-letters").status()).isEqualTo(403);
    assertThat(changes("jwt." + subject)).containsExactly("account-created", "roles-changed");
  }

  @Test
  void accounts_of_our_own_still_open() {
    var known = people.settled("acme", Role.VIEWER);
    assertThat(browser().signIn(known.name(), known.password()).status()).isEqualTo(302);
  }

  private static final String BACK_CHANNEL = "/logout/connect/back-channel/oidc";

  private int gone(UnaryOperator<JWTClaimsSet.Builder> change) {
    return browser()
        .postBare(BACK_CHANNEL, Map.of("logout_token", PROVIDER.logoutToken(change)))
        .status();
  }

  private static String subject() {
    return "s" + UUID.randomUUID();
  }

  private static SomeProvider.Asked ask(Browser browser) {
    Browser.Answer there = browser.get("/oauth2/authorization/oidc");
    assertThat(there.location()).startsWith(PROVIDER.issuer() + "/authorize?");
    return SomeProvider.Asked.of(there.header("Location"));
  }

  private static String token(
      SomeProvider.Asked asked, String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
    return PROVIDER.signed(change.apply(PROVIDER.idClaims(asked, subject)).build());
  }

  private static Browser.Answer signIn(
      Browser browser, String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
    SomeProvider.Asked asked = ask(browser);
    return answer(browser, PROVIDER.code(asked, token(asked, subject, change)), asked.state());
  }

  private static Browser.Answer answer(Browser browser, String code, String state) {
    return browser.get(
        "/login/oauth2/code/oidc?code=%s&state=%s"
            .formatted(
                code, java.net.URLEncoder.encode(state, java.nio.charset.StandardCharsets.UTF_8)));
  }
}
