package dev.offboard.identity.account;

import dev.offboard.identity.PlainText;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who a user is, to people: all of it personal, all of it gone when the user is erased.
///
/// @param otherContractUntil until when the user is employed under another contract than the one
///   that a planned departure ends
record Profile(
    UserName userName,
    @Nullable String displayName,
    @Nullable String mail,
    @Nullable String externalId,
    @Nullable Instant otherContractUntil) {
  private static final int LONGEST_NAME = 256;

  /// RFC 5321 section 4.5.3.1.3: a path of 256 octets, two of them angle brackets.
  private static final int LONGEST_MAIL = 254;

  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  Profile {
    displayName = PlainText.optional("displayName", displayName, LONGEST_NAME);
    externalId = PlainText.optional("externalId", externalId, LONGEST_NAME);
    mail = PlainText.optional("mail", mail, LONGEST_MAIL);
    if (mail != null && !MAIL.matcher(mail).matches()) {
      throw PlainText.invalid("mail", "is no address (expected: somebody@domain)");
    }
  }
}
