package dev.offboard.session.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Answer;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// Callers who come with tokens of the orchestrator, and what one tenant's program finds out about
/// another's sessions.
@SessionSlice
class CallersSliceTest {
  private static final String OWN = "own-program";
  private static final String LIST = "/api/tenants/%s/users/u1/sessions";

  @Autowired SessionApi api;

  @Test
  void a_busy_token_costs_the_orchestrator_one_question() {
    String token = TestTokens.issued("busy", Role.VIEWER);
    int before = TestTokens.questions();
    for (int i = 0; i < 50; i++) {
      assertThat(list("busy", token).status()).isEqualTo(200);
    }
    assertThat(TestTokens.questions() - before).isLessThanOrEqualTo(5);
    assertThat(list("other", token).status()).isEqualTo(404);
  }

  @Test
  void a_revoked_token_is_refused_once_it_is_asked_about() {
    String token = TestTokens.issued(TestTokens.ALL_TENANTS, Role.VIEWER);
    TestTokens.revoke(token);

    assertThat(list("any", token).status()).isEqualTo(401);
  }

  @Test
  void nobody_is_let_in_while_the_orchestrator_is_away() {
    Answer answer = list("any", TestTokens.unanswerable());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("code")).isEqualTo("tokens-away");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void another_tenants_tokens_are_not_active_not_revoked_not_refreshed() {
    Opened theirs = api.opened("their-company", "u1");

    assertThat(form("/oauth2/introspect", "token=" + theirs.accessToken()).json().toString())
        .isEqualTo("{\"active\":false}");
    assertThat(form("/oauth2/revoke", "token=" + theirs.refreshToken()).status()).isEqualTo(200);
    Answer refresh =
        form("/oauth2/token", "grant_type=refresh_token&refresh_token=" + theirs.refreshToken());
    assertThat(refresh.status()).isEqualTo(400);
    assertThat(refresh.text("error")).isEqualTo("invalid_grant");
    assertThat(api.isActive(theirs.accessToken())).isTrue();
    assertThat(api.isActive(theirs.refreshToken())).isTrue();
  }

  @Test
  void its_own_are() {
    Opened own = api.opened(OWN, "u1");

    assertThat(
            form("/oauth2/introspect", "token=" + own.accessToken())
                .json()
                .path("active")
                .asBoolean())
        .isTrue();
  }

  private Answer list(String tenant, String token) {
    return api.send(
        get(LIST.formatted(tenant)).header(HttpHeaders.AUTHORIZATION, "Bearer " + token));
  }

  private Answer form(String path, String form) {
    return api.send(
        post(path)
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.jwt(OWN, Role.RELYING_PARTY))
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .content(form));
  }
}
