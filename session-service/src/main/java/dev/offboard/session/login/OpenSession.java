package dev.offboard.session.login;

import dev.offboard.contracts.Epoch;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the caller says of a sign-in. `epoch` is the user's epoch that the caller has seen: a
/// sign-in checked against an older one is refused. `device` is a label for the user's own list,
/// `client` the OAuth client that the session is for, `applications` those it is used for, by their
/// ids in entitlement-service. A session that doesn't say ends with every role change of its user.
record OpenSession(
    @Nullable Epoch epoch,
    @Nullable String device,
    @Nullable String client,
    @Nullable List<String> applications) {
  static final OpenSession PLAIN = new OpenSession(null, null, null, null);

  private static final int MOST_APPLICATIONS = 100;

  private static final Pattern DEVICE = Pattern.compile("[^\\p{Cntrl}]{1,120}");
  private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern CLIENT = Pattern.compile("[\\x21-\\x7E]{1,120}");

  OpenSession {
    require("device", device, DEVICE, "1 to 120 characters, no control characters");
    require("client", client, CLIENT, "1 to 120 printable ASCII characters");
    if (applications != null) {
      if (applications.size() > MOST_APPLICATIONS) {
        throw new IllegalArgumentException(
            "applications: %d items (expected: at most %d)"
                .formatted(applications.size(), MOST_APPLICATIONS));
      }
      // an array may hold null, whatever its type says
      for (@Nullable String application : applications) {
        require(
            "applications",
            application == null ? "" : application,
            APPLICATION,
            "1 to 128 of A-Z a-z 0-9 . _ -, starting with a letter or digit");
      }
    }
  }

  private static void require(
      String field, @Nullable String value, Pattern allowed, String expected) {
    if (value != null && !allowed.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: %d characters (expected: %s)".formatted(field, value.length(), expected));
    }
  }
}
