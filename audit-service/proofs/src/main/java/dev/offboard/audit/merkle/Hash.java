package dev.offboard.audit.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// 32 bytes of SHA-256: a leaf, an inner node or a root. Equal if and only if the bytes are.
///
/// RFC 9162 section 2.1.1 hashes a leaf as `SHA-256(0x00 || entry)` and a node as `SHA-256(0x01 ||
/// left || right)`, so that no entry can pass for a node.
public final class Hash {
  /// What SHA-256 gives.
  public static final int LENGTH = 32;

  /// The root of a tree without leaves: `SHA-256()`.
  public static final Hash OF_EMPTY_TREE = new Hash(sha256().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The hash that these bytes are.
  ///
  /// @throws IllegalArgumentException unless there are 32
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "a hash of %d bytes (expected: %d)".formatted(bytes.length, LENGTH));
    }
    return new Hash(bytes.clone());
  }

  /// @throws IllegalArgumentException unless it is 64 hexadecimal digits
  public static Hash ofHex(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /// @throws IllegalArgumentException unless it is 32 bytes in the one base64 form of RFC 4648
  ///   section 4, padding included
  public static Hash ofBase64(String base64) {
    Hash hash = of(Base64.getDecoder().decode(base64));
    if (!hash.base64().equals(base64)) {
      throw new IllegalArgumentException(
          "base64 that is not in its one form: %s (expected: %s)".formatted(base64, hash.base64()));
    }
    return hash;
  }

  /// The leaf hash of an entry.
  public static Hash ofLeaf(byte[] entry) {
    MessageDigest sha256 = sha256();
    sha256.update(LEAF);
    return new Hash(sha256.digest(entry));
  }

  /// The hash of the node above these two.
  public static Hash ofNode(Hash left, Hash right) {
    MessageDigest sha256 = sha256();
    sha256.update(NODE);
    sha256.update(left.bytes);
    return new Hash(sha256.digest(right.bytes));
  }

  /// Those that a tile holds: one after the other.
  static Hash at(byte[] hashes, int place) {
    return new Hash(Arrays.copyOfRange(hashes, place * LENGTH, (place + 1) * LENGTH));
  }

  void copyTo(byte[] hashes, int place) {
    System.arraycopy(bytes, 0, hashes, place * LENGTH, LENGTH);
  }

  /// A copy of the bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// In base64, as checkpoints and proofs write it.
  @Override
  public String toString() {
    return base64();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
