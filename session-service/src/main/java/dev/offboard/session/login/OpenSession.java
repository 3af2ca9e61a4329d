package dev.offboard.session.login;

import dev.offboard.contracts.Epoch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the caller says of a sign-in. `epoch` is the user's epoch that the caller has seen: a
/// sign-in checked against an older one is refused. `device` is a label for the user's own list,
/// `client` the application that the session is for.
record OpenSession(@Nullable Epoch epoch, @Nullable String device, @Nullable String client) {
  static final OpenSession PLAIN = new OpenSession(null, null, null);

  private static final Pattern DEVICE = Pattern.compile("[^\\p{Cntrl}]{1,120}");
  private static final Pattern CLIENT = Pattern.compile("[\\x21-\\x7E]{1,120}");

  OpenSession {
    require("device", device, DEVICE, "1 to 120 characters, no control characters");
    require("client", client, CLIENT, "1 to 120 printable ASCII characters");
  }

  private static void require(
      String field, @Nullable String value, Pattern allowed, String expected) {
    if (value != null && !allowed.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: %d characters (expected: %s)".formatted(field, value.length(), expected));
    }
  }
}
