package dev.offboard.session.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpaqueTokenTest {
  @Test
  void is_256_bits_in_base64url_and_never_the_same() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String value = OpaqueToken.fresh().value();
      assertThat(value).matches("[A-Za-z0-9_-]{43}");
      assertThat(seen.add(value)).isTrue();
    }
  }

  @Test
  void hash_is_the_sha_256_of_the_text() {
    assertThat(new OpaqueToken("abc").hash().value())
        .isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  }

  @Test
  void does_not_show_itself_in_a_log() {
    OpaqueToken token = OpaqueToken.fresh();
    assertThat(token.toString()).doesNotContain(token.value());
  }
}
