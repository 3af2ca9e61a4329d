package dev.offboard.orchestrator.person;

import dev.offboard.messaging.access.AdaptiveHashes;
import org.jspecify.annotations.Nullable;

/// Hashes of passwords of people who sign in here.
public final class PasswordHashes {
  private final AdaptiveHashes hashes;

  PasswordHashes(AdaptiveHashes hashes) {
    this.hashes = hashes;
  }

  String hash(Password password) {
    return hashes.hash(password.value());
  }

  /// False also if there is no hash to compare with, or it could be nobody's password, after the
  /// same work.
  public boolean matches(Password password, @Nullable String hash) {
    Password compared = password.isComparable() ? password : new Password("no password");
    return hashes.matches(compared.value(), hash) && compared.equals(password);
  }
}
