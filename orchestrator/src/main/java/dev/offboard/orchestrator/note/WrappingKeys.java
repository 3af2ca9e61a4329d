package dev.offboard.orchestrator.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.UserRef;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// What users' keys are encrypted with, so that the database alone, or a dump of it, opens no note.
/// The first of them encrypts; the others are older and still decrypt, until [Rewrapping] has left
/// nothing for them to do.
final class WrappingKeys {
  /// 192 random bits in base64 have as many.
  private static final int LEAST_CHARACTERS = 32;

  private static final byte[] NO_SALT = {};
  private static final int NAME_BYTES = 6;

  private final SecureRandom random;
  private final Map<String, SecretKey> byName = new LinkedHashMap<>();

  /// @param keys see [NoteProperties]
  /// @throws IllegalStateException if there is none, or one is too short to be random
  WrappingKeys(String keys, SecureRandom random) {
    this.random = random;
    Arrays.stream(keys.split("\\s+")).filter(key -> !key.isEmpty()).forEach(this::add);
    if (byName.isEmpty()) {
      throw new IllegalStateException(
          "offboard.notes.wrapping-keys has no key (expected: at least one of %d random characters). The orchestrator does not start without what notes are encrypted with; './offboard up' and deploy/compose/secrets.sh make one"
              .formatted(LEAST_CHARACTERS));
    }
  }

  private void add(String key) {
    if (key.length() < LEAST_CHARACTERS) {
      throw new IllegalStateException(
          "a key of offboard.notes.wrapping-keys has %d characters (expected: at least %d, random). The orchestrator does not start with a key that can be guessed"
              .formatted(key.length(), LEAST_CHARACTERS));
    }
    Derived derived = new Derived(new SecretKeySpec(key.getBytes(UTF_8), "HKDF"), NO_SALT);
    byName.put(
        HexFormat.of().formatHex(derived.bytes("offboard wrapping key name", NAME_BYTES)),
        derived.key("offboard wrapping key", Gcm.KEY_BYTES));
  }

  /// A user's key as the database has it.
  ///
  /// @param by the name of the wrapping key
  /// @param text base64: the nonce, then the ciphertext
  record Wrapped(UUID keyId, String by, String text) {}

  /// The name of the one that encrypts.
  String current() {
    return byName.keySet().iterator().next();
  }

  /// The names of those that only decrypt.
  List<String> older() {
    return byName.keySet().stream().skip(1).toList();
  }

  Wrapped wrap(UserRef user, UserKey key) {
    byte[] nonce = new byte[Gcm.NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] ciphertext =
        gcm(current(), nonce, context(user, key.id())).encrypt(key.secret().getEncoded());
    byte[] both = Arrays.copyOf(nonce, nonce.length + ciphertext.length);
    System.arraycopy(ciphertext, 0, both, nonce.length, ciphertext.length);
    return new Wrapped(key.id(), current(), Base64.getEncoder().encodeToString(both));
  }

  /// Empty if it was wrapped with none of these keys, or not for this user.
  Optional<UserKey> unwrap(UserRef user, Wrapped wrapped) {
    if (!byName.containsKey(wrapped.by())) {
      return Optional.empty();
    }
    byte[] both = Base64.getDecoder().decode(wrapped.text());
    byte[] nonce = Arrays.copyOf(both, Gcm.NONCE_BYTES);
    byte[] ciphertext = Arrays.copyOfRange(both, Gcm.NONCE_BYTES, both.length);
    return gcm(wrapped.by(), nonce, context(user, wrapped.keyId()))
        .decrypt(ciphertext)
        .map(secret -> UserKey.of(wrapped.keyId(), secret));
  }

  private Gcm gcm(String name, byte[] nonce, byte[] context) {
    return new Gcm(requireNonNull(byName.get(name)), nonce, context);
  }

  private static byte[] context(UserRef user, UUID keyId) {
    return (user.key() + "\n" + keyId).getBytes(UTF_8);
  }
}
