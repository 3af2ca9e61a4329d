package dev.offboard.messaging.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The subject of a foreign token as an id that may stand in the audit: itself if it is a plain id,
/// else a hash of it: some issuers put a mail address there, which must not get into the log.
public final class Subjects {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

  /// 128 bits: no two subjects of one installation share it.
  private static final int HASH_BYTES = 16;

  private Subjects() {}

  /// Begins with `jwt.`, so that no issuer can name somebody of ours.
  public static String of(String issuer, String subject) {
    return "jwt." + (ID.matcher(subject).matches() ? subject : hash(issuer + "\0" + subject));
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
