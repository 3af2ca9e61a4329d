package dev.offboard.orchestrator.note;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES in Galois/Counter Mode (NIST SP 800-38D): what was changed, or belongs to other `context`,
/// does not open.
///
/// @param nonce once per key
record Gcm(SecretKey key, byte[] nonce, byte[] context) {
  static final int NONCE_BYTES = 12;
  static final int KEY_BYTES = 32;
  private static final int TAG_BITS = 128;

  byte[] encrypt(byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  /// Empty if it is not what was encrypted.
  Optional<byte[]> decrypt(byte[] ciphertext) {
    try {
      return Optional.of(cipher(Cipher.DECRYPT_MODE).doFinal(ciphertext));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  private Cipher cipher(int mode) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context);
    return cipher;
  }
}
