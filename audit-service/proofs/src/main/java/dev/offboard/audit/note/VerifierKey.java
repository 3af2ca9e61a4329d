package dev.offboard.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A public key and whose it is, in the encoding that C2SP calls a vkey: `<name>+<key
/// id>+<base64(type || key)>`. Whoever configures one trusts it; it can't be had from the log that
/// it is to check.
public final class VerifierKey {
  private static final Pattern SYNTAX = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+(.+)");

  private final String name;
  private final KeyType type;
  private final byte[] bytes;
  private final KeyId id;
  private final PublicKey key;

  VerifierKey(String name, KeyType type, byte[] bytes) {
    this.name = NoteText.requireName(name);
    this.type = type;
    this.bytes = bytes.clone();
    this.id = KeyId.of(name, type, bytes);
    this.key = Ed25519.publicKey(bytes);
  }

  /// @throws MalformedNote unless it is a vkey of a known type, with the key id that belongs to it
  public static VerifierKey parse(String vkey) {
    Matcher parts = SYNTAX.matcher(vkey);
    if (!parts.matches()) {
      throw new MalformedNote("verifier key '%s' (expected: name+keyid+base64)".formatted(vkey));
    }
    VerifierKey parsed =
        of(
            parts.group(1),
            Base64Form.decode("the verifier key of " + parts.group(1), parts.group(3)));
    if (!parsed.id.toString().equals(parts.group(2))) {
      throw new MalformedNote(
          "verifier key of %s with key id %s (expected: %s)"
              .formatted(parsed.name, parts.group(2), parsed.id));
    }
    return parsed;
  }

  private static VerifierKey of(String name, byte[] typeAndKey) {
    if (typeAndKey.length != 1 + Ed25519.KEY_BYTES) {
      throw new MalformedNote(
          "verifier key of %s with %d bytes (expected: %d)"
              .formatted(name, typeAndKey.length, 1 + Ed25519.KEY_BYTES));
    }
    return new VerifierKey(
        name, KeyType.ofCode(typeAndKey[0]), Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length));
  }

  public String name() {
    return name;
  }

  public KeyId id() {
    return id;
  }

  public KeyType type() {
    return type;
  }

  /// Whether a line says that it is by this key.
  public boolean isNamedBy(NoteSignature signature) {
    return signature.keyName().equals(name) && signature.keyId().equals(id);
  }

  /// Whether this key signed the text.
  public boolean verifies(String text, NoteSignature signature) {
    if (!isNamedBy(signature)) {
      return false;
    }
    return switch (type) {
      case ED25519 -> verifies(text.getBytes(StandardCharsets.UTF_8), signature.signature());
      case COSIGNATURE_V1 -> Cosignature.verifies(this, text, signature);
    };
  }

  boolean verifies(byte[] message, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_BYTES && Ed25519.verifies(key, message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that
        && name.equals(that.name)
        && type == that.type
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /// The vkey.
  @Override
  public String toString() {
    byte[] typeAndKey = new byte[1 + bytes.length];
    typeAndKey[0] = type.code();
    System.arraycopy(bytes, 0, typeAndKey, 1, bytes.length);
    return "%s+%s+%s".formatted(name, id, Base64Form.encode(typeAndKey));
  }
}
