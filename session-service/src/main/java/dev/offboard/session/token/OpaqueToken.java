package dev.offboard.session.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// A token as it is presented: it means nothing by itself and is never stored or logged. What comes
/// from outside may be any text; one that we did not make has a hash that nobody has.
public record OpaqueToken(String value) {
  /// 256 bits: not to be guessed (RFC 6749 section 10.10 asks for 160 at the most).
  private static final int BYTES = 32;

  private static final SecureRandom random = new SecureRandom();
  private static final Base64.Encoder base64url = Base64.getUrlEncoder().withoutPadding();

  public static OpaqueToken fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new OpaqueToken(base64url.encodeToString(bytes));
  }

  public TokenHash hash() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new TokenHash(
          base64url.encodeToString(sha256.digest(value.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256; this one has not", e);
    }
  }

  @Override
  public String toString() {
    return "OpaqueToken[hidden]";
  }
}
