package dev.offboard.identity.account;

import dev.offboard.identity.PlainText;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a user types to sign in; unique in its tenant whatever the case (RFC 7643 section 4.1.1).
public record UserName(String value) {
  private static final int LONGEST = 256;

  /// @throws dev.offboard.messaging.chassis.ApiProblem 400 if it is no user name
  static UserName of(@Nullable String text) {
    return new UserName(PlainText.required("userName", text, LONGEST));
  }

  /// Whether it could be anybody's user name at all; the database could not even be asked for some.
  public static boolean isPossible(String text) {
    return !text.isEmpty() && text.length() <= LONGEST && PlainText.isPrintable(text);
  }

  /// How two user names are compared: by compatibility form and lower case, close to what RFC 8265
  /// section 3.3 asks for. Made here and stored, so that no collation of a database has a say.
  public static String keyOf(String userName) {
    return Normalizer.normalize(
        Normalizer.normalize(userName, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT),
        Normalizer.Form.NFKC);
  }

  String key() {
    return keyOf(value);
  }
}
