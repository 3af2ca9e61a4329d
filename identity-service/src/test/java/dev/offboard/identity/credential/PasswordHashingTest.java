package dev.offboard.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.identity.account.Password;
import dev.offboard.identity.account.PasswordHash;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordHashingTest {
  private static final Password PASSWORD = new Password("a good password");

  private final CountingEncoder encoder = new CountingEncoder();
  private final PasswordHashing hashing = new PasswordHashing(encoder);

  @Test
  void a_password_matches_its_own_hash_only() {
    PasswordHash hash = hashing.hash(PASSWORD);

    assertThat(hashing.matches(PASSWORD, hash)).isTrue();
    assertThat(hashing.matches(new Password("a bad password"), hash)).isFalse();
  }

  @Test
  void a_password_is_never_stored_twice_alike() {
    assertThat(hashing.hash(PASSWORD)).isNotEqualTo(hashing.hash(PASSWORD));
  }

  @Test
  void without_a_hash_the_work_is_the_same_and_the_answer_is_no() {
    assertThat(hashing.matches(PASSWORD, null)).isFalse();
    assertThat(hashing.matches(new Password("the password of nobody"), null)).isFalse();

    assertThat(encoder.compared).hasSize(2).allSatisfy(this::costsAsMuchAsAnother);
  }

  @Test
  void what_bcrypt_would_cut_matches_nothing_after_the_same_work() {
    String longest = "x".repeat(Password.MOST_BYTES);
    PasswordHash hash = hashing.hash(new Password(longest));

    assertThat(hashing.matches(new Password(longest + "y"), hash)).isFalse();
    assertThat(hashing.matches(new Password(longest), hash)).isTrue();
    assertThat(encoder.compared).hasSize(2);
  }

  @Test
  void the_cost_is_the_configured_one() {
    PasswordHash hash = new PasswordHashing(new BCryptPasswordEncoder(5)).hash(PASSWORD);

    assertThat(hash.value()).startsWith("$2a$05$");
  }

  private void costsAsMuchAsAnother(String hash) {
    assertThat(Objects.requireNonNull(hash).substring(0, 7))
        .isEqualTo(hashing.hash(PASSWORD).value().substring(0, 7));
  }
}
