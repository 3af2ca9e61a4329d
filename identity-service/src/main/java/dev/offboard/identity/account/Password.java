package dev.offboard.identity.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.offboard.identity.PlainText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A password on its way to being hashed or compared. Never printed, never stored.
public record Password(String value) {
  /// NIST SP 800-63B section 5.1.1.2.
  private static final int SHORTEST = 8;

  /// bcrypt sees no further; a longer one would be cut without a word.
  public static final int MOST_BYTES = 72;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Password {}

  /// @throws dev.offboard.messaging.chassis.ApiProblem 400 if it may not become somebody's password
  static @Nullable Password acceptable(@Nullable Password password) {
    if (password != null && (password.value.length() < SHORTEST || !password.isComparable())) {
      throw PlainText.invalid(
          "password",
          "expected: at least %d characters, at most %d bytes, no control characters"
              .formatted(SHORTEST, MOST_BYTES));
    }
    return password;
  }

  /// Whether it could be anybody's password at all.
  public boolean isComparable() {
    return value.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
        && value.codePoints().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(value);
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
