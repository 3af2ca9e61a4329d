package dev.offboard.orchestrator.note;

import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// What opens the notes about one user, and nobody else's.
record UserKey(UUID id, SecretKey secret) {
  private static final int BYTES = 32;

  static UserKey random(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return of(UUID.randomUUID(), secret);
  }

  static UserKey of(UUID id, byte[] secret) {
    return new UserKey(id, new SecretKeySpec(secret, "HKDF"));
  }
}
