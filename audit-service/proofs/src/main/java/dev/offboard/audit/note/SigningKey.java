package dev.offboard.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A private key in the encoding `PRIVATE+KEY+<name>+<key id>+<base64(type || seed)>`. Its text
/// form is a secret; only [#encoded()] gives it out.
public final class SigningKey {
  private static final String START = "PRIVATE+KEY+";
  private static final Pattern SYNTAX =
      Pattern.compile("PRIVATE\\+KEY\\+([^+]+)\\+([0-9a-f]{8})\\+(.+)");

  private final VerifierKey verifier;
  private final byte[] seed;
  private final PrivateKey key;

  private SigningKey(String name, KeyType type, byte[] seed) {
    KeyPair pair = Ed25519.ofSeed(seed);
    this.verifier = new VerifierKey(name, type, Ed25519.bytes(pair.getPublic()));
    this.seed = seed.clone();
    this.key = pair.getPrivate();
  }

  /// A new key.
  public static SigningKey generate(String name, KeyType type) {
    byte[] seed = new byte[Ed25519.KEY_BYTES];
    new SecureRandom().nextBytes(seed);
    return new SigningKey(name, type, seed);
  }

  /// @throws MalformedNote unless it is a signing key of a known type, with the key id that belongs
  ///   to it; the message does not quote it
  public static SigningKey parse(String skey) {
    Matcher parts = SYNTAX.matcher(skey);
    if (!parts.matches()) {
      throw new MalformedNote(
          "a signing key that is not PRIVATE+KEY+name+keyid+base64 (not shown: it is a secret)");
    }
    byte[] typeAndSeed = Base64Form.decode("a signing key", parts.group(3));
    if (typeAndSeed.length != 1 + Ed25519.KEY_BYTES) {
      throw new MalformedNote(
          "a signing key of %d bytes (expected: %d)"
              .formatted(typeAndSeed.length, 1 + Ed25519.KEY_BYTES));
    }
    SigningKey parsed =
        new SigningKey(
            parts.group(1),
            KeyType.ofCode(typeAndSeed[0]),
            Arrays.copyOfRange(typeAndSeed, 1, typeAndSeed.length));
    if (!parsed.verifier.id().toString().equals(parts.group(2))) {
      throw new MalformedNote(
          "the signing key of %s with key id %s (expected: %s)"
              .formatted(parsed.verifier.name(), parts.group(2), parsed.verifier.id()));
    }
    return parsed;
  }

  /// Its public half.
  public VerifierKey verifier() {
    return verifier;
  }

  /// Signs the text of a note.
  ///
  /// @throws IllegalStateException for a key that cosigns: that is [Cosignature#by]
  public NoteSignature sign(String text) {
    require(KeyType.ED25519);
    return signature(Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8)));
  }

  byte[] signed(KeyType type, String message) {
    require(type);
    return Ed25519.sign(key, message.getBytes(StandardCharsets.UTF_8));
  }

  NoteSignature signature(byte[] signature) {
    return NoteSignature.of(verifier.name(), verifier.id(), signature);
  }

  /// The secret.
  public String encoded() {
    byte[] typeAndSeed = new byte[1 + seed.length];
    typeAndSeed[0] = verifier.type().code();
    System.arraycopy(seed, 0, typeAndSeed, 1, seed.length);
    return "%s%s+%s+%s"
        .formatted(START, verifier.name(), verifier.id(), Base64Form.encode(typeAndSeed));
  }

  /// Names the key without giving it away.
  @Override
  public String toString() {
    return "signing key %s+%s".formatted(verifier.name(), verifier.id());
  }

  private void require(KeyType type) {
    if (verifier.type() != type) {
      throw new IllegalStateException(
          "%s is of type %s (expected: %s)".formatted(this, verifier.type(), type));
    }
  }
}
