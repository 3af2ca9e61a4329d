package dev.offboard.identity.credential;

import dev.offboard.identity.account.Password;
import dev.offboard.identity.account.PasswordHash;
import dev.offboard.messaging.access.AdaptiveHashes;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Hashes and compares passwords of users.
final class PasswordHashing {
  private final AdaptiveHashes hashes;

  PasswordHashing(PasswordEncoder encoder) {
    this.hashes = new AdaptiveHashes(encoder);
  }

  PasswordHash hash(Password password) {
    return new PasswordHash(hashes.hash(password.value()));
  }

  /// False also if there is no hash to compare with, or it could be nobody's password, after the
  /// same work.
  boolean matches(Password password, @Nullable PasswordHash hash) {
    Password compared = password.isComparable() ? password : new Password("no password");
    return hashes.matches(compared.value(), hash == null ? null : hash.value())
        && compared.equals(password);
  }
}
