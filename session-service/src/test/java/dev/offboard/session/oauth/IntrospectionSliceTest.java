package dev.offboard.session.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Answer;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import dev.offboard.session.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// RFC 7662.
@SessionSlice
class IntrospectionSliceTest {
  private static final String TENANT = "introspection";

  @Autowired SessionApi api;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  @AfterEach
  void back_to_now() {
    clock.reset();
  }

  @Test
  void an_active_access_token_says_whose_it_is() {
    Opened opened = api.opened(TENANT, "u1", "{\"client\":\"mail\"}");
    long now = Instant.now().getEpochSecond();

    Answer answer = api.introspect(opened.accessToken());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.json().get("active").asBoolean()).isTrue();
    assertThat(answer.text("sub")).isEqualTo("u1");
    assertThat(answer.text("tenant")).isEqualTo(TENANT);
    assertThat(answer.text("sid")).isEqualTo(opened.sessionId());
    assertThat(answer.text("client_id")).isEqualTo("mail");
    assertThat(answer.text("token_type")).isEqualTo("Bearer");
    assertThat(answer.text("token_use")).isEqualTo("access_token");
    assertThat(answer.json().get("epoch").asInt()).isEqualTo(1);
    assertThat(answer.json().get("iat").asLong()).isBetween(now - 60, now + 1);
    assertThat(answer.json().get("exp").asLong())
        .isEqualTo(answer.json().get("iat").asLong() + 600);
  }

  @Test
  void a_refresh_token_is_active_but_no_bearer_token() {
    Answer answer = api.introspect(api.opened(TENANT, "u2").refreshToken());

    assertThat(answer.json().get("active").asBoolean()).isTrue();
    assertThat(answer.text("token_use")).isEqualTo("refresh_token");
    assertThat(answer.json().has("token_type")).isFalse();
    assertThat(answer.json().has("client_id")).isFalse();
  }

  @Test
  void a_hint_changes_nothing() {
    Opened opened = api.opened(TENANT, "u3");

    assertThat(
            api.form(
                    "/oauth2/introspect",
                    "token",
                    opened.accessToken(),
                    "token_type_hint",
                    "refresh_token")
                .json())
        .isEqualTo(api.introspect(opened.accessToken()).json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "ünïcode ☃", "' OR 1=1 --", "a\u0000b", " "})
  void an_unknown_token_is_inactive_and_nothing_else(String token) {
    assertInactive(token);
  }

  @Test
  void a_huge_token_is_inactive_and_nothing_else() {
    assertInactive("x".repeat(50_000));
  }

  @Test
  void a_hash_from_the_table_is_no_token() {
    Opened opened = api.opened(TENANT, "u4");
    for (String hash :
        jdbc.sql("SELECT hash FROM token WHERE session_id = ?::uuid")
            .param(opened.sessionId())
            .query(String.class)
            .list()) {
      assertInactive(hash);
    }
  }

  @Test
  void an_access_token_expires_after_ten_minutes_and_a_refresh_token_after_thirty_days() {
    Opened opened = api.opened(TENANT, "u5");
    clock.pass(Duration.ofMinutes(10).minusSeconds(5));
    assertThat(api.isActive(opened.accessToken())).isTrue();
    clock.pass(Duration.ofSeconds(5));
    assertInactive(opened.accessToken());

    clock.pass(Duration.ofDays(30).minusMinutes(10).minusSeconds(5));
    assertThat(api.isActive(opened.refreshToken())).isTrue();
    clock.pass(Duration.ofSeconds(5));
    assertInactive(opened.refreshToken());
  }

  @Test
  void a_revoked_and_a_used_token_are_inactive_and_nothing_else() {
    Opened revoked = api.opened(TENANT, "u6");
    api.revoke(revoked.refreshToken());
    assertInactive(revoked.accessToken());
    assertInactive(revoked.refreshToken());

    Opened used = api.opened(TENANT, "u6");
    api.refresh(used.refreshToken());
    assertInactive(used.refreshToken());
  }

  @Test
  void a_fence_that_has_moved_on_is_enough_to_make_a_token_inactive() {
    Opened opened = api.opened(TENANT, "u7");
    jdbc.sql("UPDATE fence SET standing = 1 WHERE tenant_id = ? AND user_id = 'u7'")
        .param(TENANT)
        .update();
    assertInactive(opened.accessToken());
    jdbc.sql("UPDATE fence SET epoch = 2, standing = 0 WHERE tenant_id = ? AND user_id = 'u7'")
        .param(TENANT)
        .update();
    assertInactive(opened.accessToken());
    assertThat(api.refresh(opened.refreshToken()).text("error")).isEqualTo("invalid_grant");
  }

  private void assertInactive(String token) {
    Answer answer = api.introspect(token);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().toString()).isEqualTo("{\"active\":false}");
  }
}
