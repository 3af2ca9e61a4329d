package dev.offboard.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.json.Json;
import org.junit.jupiter.api.Test;

class AccessTest {
  @Test
  void one_way_in_is_not_nothing_and_one_refusal_is_not_everything() {
    Access key = new Access(false, true, false, false, false);

    assertThat(key.nothing()).isFalse();
    assertThat(key.everything()).isFalse();
    assertThat(new Access(false, false, false, false, false).nothing()).isTrue();
    assertThat(new Access(true, true, true, true, true).everything()).isTrue();
  }

  @Test
  void the_json_says_what_is_refused() {
    assertThat(Json.line(new Access(false, true, false, false, false).refused()))
        .isEqualTo(
            "{\"signIn\":true,\"apiKey\":false,\"accessToken\":true,\"refreshToken\":true,\"grant\":true}");
  }
}
