package dev.offboard.orchestrator.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// HKDF with SHA-256 (RFC 5869): bytes for each purpose out of one secret, none of which tells
/// anything about another.
final class Derived {
  private final SecretKey secret;
  private final byte[] salt;

  Derived(SecretKey secret, byte[] salt) {
    this.secret = secret;
    this.salt = salt;
  }

  SecretKey key(String purpose, int length) {
    return new SecretKeySpec(bytes(purpose, length), "AES");
  }

  byte[] bytes(String purpose, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .addSalt(salt)
                  .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK 25 has HKDF-SHA256", e);
    }
  }
}
