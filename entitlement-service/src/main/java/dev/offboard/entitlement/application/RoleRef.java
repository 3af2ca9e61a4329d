package dev.offboard.entitlement.application;

/// A role and the application it belongs to. `key()` is unambiguous because no id has a slash.
public record RoleRef(ApplicationId applicationId, RoleName role) {
  public static RoleRef of(String applicationId, String role) {
    return new RoleRef(new ApplicationId(applicationId), new RoleName(role));
  }

  /// @throws IllegalArgumentException if `key` is not what [#key()] writes
  public static RoleRef parse(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "role key: \"%s\" (expected: application/role)".formatted(key));
    }
    return of(key.substring(0, slash), key.substring(slash + 1));
  }

  public String key() {
    return applicationId + "/" + role;
  }

  @Override
  public String toString() {
    return key();
  }
}
