package dev.offboard.orchestrator.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offboard.contracts.EncryptedNote;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Notes to ciphertext and back: AES-256-GCM under a key of this one note, derived by HKDF-SHA256
/// from the user's key and a random salt.
///
/// A third derivation is written beside it as `commitment`. GCM alone lets whoever picks the keys
/// make one ciphertext that opens to two texts under two of them; with the commitment exactly one
/// key opens it, so nobody can later show another text for what the audit log holds.
final class NoteCipher {
  static final String ALGORITHM = "HKDF-SHA256+AES-256-GCM+commitment";

  private static final int SALT_BYTES = 32;
  private static final int COMMITMENT_BYTES = 32;

  /// Ciphertext outlives the key: its length should not tell "no" from "yes, again".
  private static final int PADDED_TO = 64;

  /// ISO/IEC 7816-4: one byte that ends the text, then zeroes.
  private static final byte END = (byte) 0x80;

  private final SecureRandom random;

  NoteCipher(SecureRandom random) {
    this.random = random;
  }

  EncryptedNote encrypt(UserKey key, Place place, String text) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Derived derived = new Derived(key.secret(), salt);
    return new EncryptedNote(
        ALGORITHM,
        key.id(),
        base64(salt),
        base64(commitment(derived)),
        base64(gcm(derived, place).encrypt(padded(text.getBytes(UTF_8)))));
  }

  /// Empty if the key is another, the note stands elsewhere, or somebody changed it.
  static Optional<String> decrypt(UserKey key, Place place, EncryptedNote note) {
    if (!note.algorithm().equals(ALGORITHM) || !note.keyId().equals(key.id())) {
      return Optional.empty();
    }
    try {
      Derived derived = new Derived(key.secret(), bytes(note.salt()));
      return MessageDigest.isEqual(commitment(derived), bytes(note.commitment()))
          ? gcm(derived, place).decrypt(bytes(note.ciphertext())).flatMap(NoteCipher::unpadded)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no base64
    }
  }

  private static Gcm gcm(Derived derived, Place place) {
    return new Gcm(
        derived.key("offboard note key", Gcm.KEY_BYTES),
        derived.bytes("offboard note nonce", Gcm.NONCE_BYTES),
        place.bytes());
  }

  private static byte[] commitment(Derived derived) {
    return derived.bytes("offboard note commitment", COMMITMENT_BYTES);
  }

  private static byte[] padded(byte[] text) {
    byte[] padded = Arrays.copyOf(text, (text.length / PADDED_TO + 1) * PADDED_TO);
    padded[text.length] = END;
    return padded;
  }

  private static Optional<String> unpadded(byte[] padded) {
    int end = padded.length - 1;
    while (end >= 0 && padded[end] == 0) {
      end--;
    }
    return end >= 0 && padded[end] == END
        ? Optional.of(new String(padded, 0, end, UTF_8))
        : Optional.empty();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
