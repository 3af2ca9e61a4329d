package dev.offboard.session.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Answer;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import dev.offboard.session.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SessionSlice
class OpeningSliceTest {
  private static final String TENANT = "opening";

  @Autowired SessionApi api;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;
  @Autowired Expiry expiry;
  @Autowired ApplicationContext context;

  @AfterEach
  void back_to_now() {
    clock.reset();
  }

  @Test
  void an_opened_session_comes_with_a_pair_of_tokens_once() {
    Answer answer = api.open(TENANT, "once", "{\"device\":\"laptop\",\"client\":\"mail\"}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.text("tokenType")).isEqualTo("Bearer");
    assertThat(answer.json().get("expiresIn").asInt()).isEqualTo(600);
    assertThat(answer.json().get("epoch").asInt()).isEqualTo(1);
    assertThat(answer.text("accessToken")).isNotEqualTo(answer.text("refreshToken"));
  }

  @Test
  void only_hashes_are_at_rest() {
    Opened opened = api.opened(TENANT, "hashes");

    String everything =
        jdbc.sql(
                """
                SELECT string_agg(s::text || t::text, ' ') FROM session s JOIN token t ON t.session_id = s.id
                WHERE s.tenant_id = ? AND s.user_id = 'hashes'
                """)
            .param(TENANT)
            .query(String.class)
            .single();
    assertThat(everything)
        .contains(opened.sessionId())
        .doesNotContain(opened.accessToken())
        .doesNotContain(opened.refreshToken());
  }

  @Test
  void a_list_shows_devices_and_states_newest_first_and_no_tokens() {
    Opened phone = api.opened(TENANT, "lists", "{\"device\":\"phone\"}");
    clock.pass(Duration.ofSeconds(1));
    Opened laptop = api.opened(TENANT, "lists", "{\"device\":\"laptop\"}");
    api.revoke(phone.refreshToken());
    api.opened(TENANT, "somebody-else");

    JsonNode sessions = api.list(TENANT, "lists").json().get("sessions");

    assertThat(sessions.findValuesAsString("sessionId"))
        .containsExactly(laptop.sessionId(), phone.sessionId());
    assertThat(sessions.findValuesAsString("device")).containsExactly("laptop", "phone");
    assertThat(sessions.findValuesAsString("state")).containsExactly("LIVE", "ENDED");
    assertThat(sessions.get(1).get("endReason").asString()).isEqualTo("REVOKED");
    assertThat(sessions.toString())
        .contains("createdAt", "lastSeenAt")
        .doesNotContain(laptop.accessToken(), laptop.refreshToken(), "hash");
  }

  @Test
  void nobody_sees_the_sessions_of_another_tenant() {
    api.opened(TENANT, "shared-id");

    assertThat(api.list("opening-other", "shared-id").json().get("sessions")).isEmpty();
  }

  @Test
  void a_refresh_is_when_a_session_was_last_seen() {
    Opened opened = api.opened(TENANT, "seen");
    String before = first(api.list(TENANT, "seen"), "lastSeenAt");
    clock.pass(Duration.ofMinutes(5));

    api.isActive(opened.accessToken());
    assertThat(first(api.list(TENANT, "seen"), "lastSeenAt")).isEqualTo(before);
    api.refresh(opened.refreshToken());
    assertThat(first(api.list(TENANT, "seen"), "lastSeenAt")).isGreaterThan(before);
  }

  @Test
  void a_session_that_nobody_refreshes_expires_and_is_forgotten() {
    Opened opened = api.opened(TENANT, "expires");
    clock.pass(Duration.ofDays(30));

    assertThat(api.isActive(opened.refreshToken())).isFalse();
    assertThat(first(api.list(TENANT, "expires"), "state")).isEqualTo("EXPIRED");
    expiry.tidyUp();
    assertThat(first(api.list(TENANT, "expires"), "state")).isEqualTo("EXPIRED");
    assertThat(tokensOf(opened)).isZero();

    clock.pass(Expiry.HISTORY);
    expiry.tidyUp();
    assertThat(api.list(TENANT, "expires").json().get("sessions")).isEmpty();
  }

  @Test
  void a_deprovisioned_user_opens_no_session() {
    deliver(Story.offboardingOf(TENANT, "blocked").deprovisioned());

    Answer answer = api.open(TENANT, "blocked", "{}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("user-deprovisioned");
    assertThat(answer.json().get("epoch").asInt()).isEqualTo(1);
  }

  @Test
  void an_erased_user_opens_no_session() {
    Story story = Story.offboardingOf(TENANT, "erased");
    deliver(story.deprovisioned());
    deliver(story.erased());

    assertThat(api.open(TENANT, "erased", "{}").text("code")).isEqualTo("user-erased");
  }

  @Test
  void a_sign_in_checked_against_an_older_epoch_opens_no_session() {
    Story story = Story.offboardingOf(TENANT, "rehired");
    deliver(story.deprovisioned());
    deliver(story.reinstated());

    Answer stale = api.open(TENANT, "rehired", "{\"epoch\":1}");
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.text("code")).isEqualTo("stale-epoch");

    Answer current = api.open(TENANT, "rehired", "{\"epoch\":2}");
    assertThat(current.status()).isEqualTo(201);
    assertThat(current.json().get("epoch").asInt()).isEqualTo(2);
  }

  private void deliver(dev.offboard.contracts.Message message) {
    Deliveries.to(context, Topics.LIFECYCLE).deliver(message);
  }

  private long tokensOf(Opened opened) {
    return jdbc.sql("SELECT count(*) FROM token WHERE session_id = ?::uuid")
        .param(opened.sessionId())
        .query(Long.class)
        .single();
  }

  private static String first(Answer list, String field) {
    return list.json().get("sessions").get(0).get(field).asString();
  }
}
