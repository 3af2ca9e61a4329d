package dev.offboard.orchestrator.access;

import dev.offboard.messaging.access.IssuedTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// The token itself, as its holder sends it. Shown once, kept nowhere.
record TokenSecret(String value) {
  /// Beyond guessing, so that a fast hash keeps it.
  private static final int RANDOM_BYTES = 32;

  static TokenSecret random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new TokenSecret(
        IssuedTokens.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "TokenSecret[hidden]";
  }
}
