package dev.offboard.local.client;

import java.util.regex.Pattern;

/// A role in an application.
public record Role(String applicationId, String role) implements Comparable<Role> {
  /// The rule for ids that people choose, as `contracts` has it for users and tenants.
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  /// @throws IllegalArgumentException when one of them is no id
  public Role {
    check("applicationId", applicationId);
    check("role", role);
  }

  @Override
  public int compareTo(Role other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return applicationId + "/" + role;
  }

  private static void check(String what, String value) {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected: 1 to 128 of A-Z a-z 0-9 . _ -, starting with a letter or digit)"
              .formatted(what, value));
    }
  }
}
