package dev.offboard.contracts;

/// A role in an application, as a user holds it. `key()` is unambiguous because no id has a slash.
public record HeldRole(String applicationId, String role) {
  public HeldRole {
    Ids.checked("applicationId", applicationId);
    Ids.checked("role", role);
  }

  /// @throws IllegalArgumentException if `key` is not what [#key()] writes
  public static HeldRole parse(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "role: \"%s\" (expected: APPLICATION/ROLE)".formatted(key));
    }
    return new HeldRole(key.substring(0, slash), key.substring(slash + 1));
  }

  public String key() {
    return applicationId + "/" + role;
  }

  @Override
  public String toString() {
    return key();
  }
}
