package dev.offboard.orchestrator.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.note.WrappingKeys.Wrapped;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class WrappingKeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String OLD = "an-old-key-of-forty-random-characters-01";
  private static final String NEW = "the-new-key-of-forty-random-characters-2";
  private static final UserRef USER = UserRef.of("acme", "u1");

  private final UserKey key = UserKey.random(RANDOM);

  @Test
  void a_key_opens_for_its_user_only() {
    WrappingKeys keys = new WrappingKeys(OLD, RANDOM);
    Wrapped wrapped = keys.wrap(USER, key);
    assertThat(keys.unwrap(USER, wrapped)).contains(key);
    assertThat(keys.unwrap(UserRef.of("acme", "u2"), wrapped)).isEmpty();
    assertThat(wrapped.text()).isNotEqualTo(keys.wrap(USER, key).text());
  }

  @Test
  void the_first_encrypts_and_the_others_still_decrypt() {
    WrappingKeys before = new WrappingKeys(OLD, RANDOM);
    WrappingKeys between = new WrappingKeys(NEW + "\n" + OLD + "\n", RANDOM);
    WrappingKeys after = new WrappingKeys(NEW, RANDOM);
    Wrapped old = before.wrap(USER, key);
    assertThat(between.unwrap(USER, old)).contains(key);
    assertThat(between.older()).containsExactly(before.current());
    assertThat(between.current()).isEqualTo(after.current());
    assertThat(after.unwrap(USER, old)).isEmpty();
    assertThat(after.unwrap(USER, between.wrap(USER, key))).contains(key);
  }

  @Test
  void none_or_a_short_one_does_not_start() {
    assertThatThrownBy(() -> new WrappingKeys(" \n", RANDOM))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("offboard.notes.wrapping-keys has no key");
    assertThatThrownBy(() -> new WrappingKeys(OLD + "\nsecret", RANDOM))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("6 characters (expected: at least 32")
        .hasMessageNotContaining("secret\n");
  }
}
