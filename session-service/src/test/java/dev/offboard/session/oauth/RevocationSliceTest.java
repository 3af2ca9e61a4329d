package dev.offboard.session.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Answer;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// RFC 7009.
@SessionSlice
class RevocationSliceTest {
  private static final String TENANT = "revocation";

  @Autowired SessionApi api;

  @Test
  void revoking_a_refresh_token_ends_the_session_with_all_its_tokens() {
    Opened opened = api.opened(TENANT, "u1");
    Answer refreshed = api.refresh(opened.refreshToken());

    Answer answer = api.revoke(refreshed.text("refresh_token"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isNull();
    assertThat(api.isActive(opened.accessToken())).isFalse();
    assertThat(api.isActive(refreshed.text("access_token"))).isFalse();
    assertThat(api.refresh(refreshed.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(stateOf("u1")).isEqualTo("ENDED");
  }

  @Test
  void revoking_a_used_refresh_token_ends_the_session_as_well() {
    Opened opened = api.opened(TENANT, "u2");
    Answer refreshed = api.refresh(opened.refreshToken());

    api.revoke(opened.refreshToken());

    assertThat(api.isActive(refreshed.text("access_token"))).isFalse();
    assertThat(stateOf("u2")).isEqualTo("ENDED");
  }

  @Test
  void revoking_an_access_token_ends_it_alone() {
    Opened opened = api.opened(TENANT, "u3");

    assertThat(api.revoke(opened.accessToken()).status()).isEqualTo(200);

    assertThat(api.isActive(opened.accessToken())).isFalse();
    assertThat(stateOf("u3")).isEqualTo("LIVE");
    assertThat(api.refresh(opened.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void revoking_ends_no_other_session_of_the_user() {
    Opened phone = api.opened(TENANT, "u4");
    Opened laptop = api.opened(TENANT, "u4");

    api.revoke(phone.refreshToken());

    assertThat(api.isActive(laptop.accessToken())).isTrue();
  }

  @Test
  void revoking_an_unknown_token_or_the_same_twice_is_200_as_well() {
    Opened opened = api.opened(TENANT, "u5");

    assertThat(api.revoke("nobody-knows-me").status()).isEqualTo(200);
    assertThat(api.revoke(opened.refreshToken()).status()).isEqualTo(200);
    assertThat(api.revoke(opened.refreshToken()).status()).isEqualTo(200);
  }

  private String stateOf(String user) {
    return api.list(TENANT, user).json().get("sessions").get(0).get("state").asString();
  }
}
