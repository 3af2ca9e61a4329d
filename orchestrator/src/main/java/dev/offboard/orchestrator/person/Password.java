package dev.offboard.orchestrator.person;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// A password on its way to being hashed or compared. Never printed, never stored.
public record Password(String value) {
  /// NIST SP 800-63B-4 section 3.1.1.2, for a password that is the only factor.
  static final int SHORTEST = 15;

  /// bcrypt sees no further; a longer one would be cut without a word.
  static final int MOST_BYTES = 72;

  /// Fewer are a finger left on a key.
  private static final int LEAST_DIFFERENT = 5;

  /// 144 bits, 24 characters that can be copied.
  private static final int RANDOM_BYTES = 18;

  /// For one sign-in: whoever gets it must change it.
  static Password random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new Password(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// Why it may not become the password of `name`, in words; empty if it may.
  public Optional<String> objection(SignInName name) {
    if (value.codePointCount(0, value.length()) < SHORTEST) {
      return Optional.of(
          "Take at least %d characters; a few words are easy to remember.".formatted(SHORTEST));
    }
    if (!isComparable()) {
      return Optional.of("Take at most %d bytes and no control characters.".formatted(MOST_BYTES));
    }
    if (value.codePoints().distinct().count() < LEAST_DIFFERENT
        || value.toLowerCase(Locale.ROOT).contains(name.key())) {
      return Optional.of("Take one that is not your name and not one character again and again.");
    }
    return Optional.empty();
  }

  /// Whether it could be anybody's password at all.
  boolean isComparable() {
    return value.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
        && value.codePoints().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(value);
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
