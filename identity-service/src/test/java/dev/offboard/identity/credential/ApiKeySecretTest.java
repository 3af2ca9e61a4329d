package dev.offboard.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeySecretTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void a_key_is_256_random_bits_behind_its_prefix() {
    ApiKeySecret key = ApiKeySecret.random(random);

    assertThat(key.value()).matches("obk_[A-Za-z0-9_-]{43}");
    assertThat(key.isWellFormed()).isTrue();
    assertThat(
            Stream.generate(() -> ApiKeySecret.random(random).value())
                .limit(1000)
                .collect(Collectors.toSet()))
        .hasSize(1000);
  }

  @Test
  void its_hash_is_sha_256() {
    assertThat(HexFormat.of().formatHex(new ApiKeySecret("abc").hash()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void it_is_never_printed() {
    ApiKeySecret key = ApiKeySecret.random(random);

    assertThat(key.toString()).doesNotContain(key.value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "obk_", "key", "obk_short", "OBK_0123456789012345678901234567890123456789012"})
  void anything_else_is_no_key(String text) {
    assertThat(new ApiKeySecret(text).isWellFormed()).isFalse();
  }
}
