package dev.offboard.session.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.testkit.EveryTenant;
import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Answer;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import dev.offboard.session.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// RFC 6749 section 6 with the rotation of RFC 9700 section 4.14.2.
@SessionSlice
class RefreshSliceTest {
  private static final String TENANT = "refresh";

  @Autowired SessionApi api;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  @AfterEach
  void back_to_now() {
    clock.reset();
  }

  @Test
  void a_refresh_token_is_exchanged_for_a_new_pair() {
    Opened opened = api.opened(TENANT, "u1");

    Answer answer = api.refresh(opened.refreshToken());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Pragma")).isEqualTo("no-cache");
    assertThat(answer.text("token_type")).isEqualTo("Bearer");
    assertThat(answer.json().get("expires_in").asInt()).isEqualTo(600);
    assertThat(answer.text("refresh_token")).isNotEqualTo(opened.refreshToken());
    assertThat(api.introspect(answer.text("access_token")).text("sid"))
        .isEqualTo(opened.sessionId());
  }

  @Test
  void a_used_refresh_token_presented_again_ends_the_session() {
    Opened opened = api.opened(TENANT, "u2");
    Answer first = api.refresh(opened.refreshToken());

    Answer again = api.refresh(opened.refreshToken());

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.text("error")).isEqualTo("invalid_grant");
    assertThat(api.isActive(first.text("access_token"))).isFalse();
    assertThat(api.refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    assertThat(api.list(TENANT, "u2").json().get("sessions").get(0).get("endReason").asString())
        .isEqualTo("REFRESH_TOKEN_REUSED");
  }

  @Test
  void a_reuse_is_seen_many_exchanges_later() {
    Opened opened = api.opened(TENANT, "u3");
    String newest = opened.refreshToken();
    for (int i = 0; i < 5; i++) {
      clock.pass(Duration.ofDays(4));
      newest = api.refresh(newest).text("refresh_token");
    }

    api.refresh(opened.refreshToken());

    assertThat(api.isActive(newest)).isFalse();
  }

  @Test
  void a_session_lives_on_as_long_as_it_is_refreshed_and_keeps_no_expired_hashes() {
    Opened opened = api.opened(TENANT, "u4");
    String newest = opened.refreshToken();
    for (int i = 0; i < 6; i++) {
      clock.pass(Duration.ofDays(20));
      newest = api.refresh(newest).text("refresh_token");
    }

    assertThat(api.isActive(newest)).isTrue();
    // the new pair, and the used one before it, which is known for ten more days
    assertThat(
            jdbc.sql("SELECT count(*) FROM token WHERE session_id = ?::uuid")
                .param(opened.sessionId())
                .query(Long.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void of_two_that_present_the_same_token_at_once_one_at_most_gets_a_pair_and_the_session_ends()
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4, EveryTenant.threads())) {
      for (int round = 0; round < 10; round++) {
        Opened opened = api.opened(TENANT, "race-" + round);
        List<Callable<Answer>> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          four.add(() -> api.refresh(opened.refreshToken()));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> future : threads.invokeAll(four, 30, TimeUnit.SECONDS)) {
          answers.add(future.get());
        }

        List<Answer> given = answers.stream().filter(a -> a.status() == 200).toList();
        assertThat(given).hasSize(1);
        assertThat(api.isActive(given.getFirst().text("access_token"))).isFalse();
        assertThat(api.isActive(given.getFirst().text("refresh_token"))).isFalse();
      }
    }
  }

  @Test
  void an_expired_refresh_token_and_an_access_token_are_no_grants() {
    Opened opened = api.opened(TENANT, "u5");
    assertThat(api.refresh(opened.accessToken()).text("error")).isEqualTo("invalid_grant");
    assertThat(api.isActive(opened.accessToken())).isTrue();

    clock.pass(Duration.ofDays(30));
    assertThat(api.refresh(opened.refreshToken()).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void a_refresh_token_is_good_for_the_client_that_it_was_issued_to_only() {
    Opened opened = api.opened(TENANT, "u6", "{\"client\":\"mail\"}");

    assertThat(refreshAs("calendar", opened).text("error")).isEqualTo("invalid_grant");
    assertThat(refreshAs("mail", opened).status()).isEqualTo(200);
  }

  private Answer refreshAs(String client, Opened opened) {
    return api.form(
        "/oauth2/token",
        "grant_type",
        "refresh_token",
        "refresh_token",
        opened.refreshToken(),
        "client_id",
        client);
  }
}
