package dev.offboard.messaging.access;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import org.jspecify.annotations.Nullable;

/// The user of the directory whom a caller is, as tokens and claims write it: `TENANT/USER`, or the
/// user alone where the token is bound to the tenant.
public final class Persons {
  /// The claim of a token of our own.
  static final String CLAIM = "person";

  private Persons() {}

  /// @throws IllegalArgumentException if it names nobody: whose word it is can't be trusted about
  ///   persons
  static @Nullable UserRef read(@Nullable Object claim, @Nullable TenantId tenant) {
    if (claim == null) {
      return null;
    }
    String text = String.valueOf(claim);
    return tenant != null && text.indexOf('/') < 0
        ? new UserRef(tenant, new UserId(text))
        : parse(text);
  }

  /// @throws IllegalArgumentException if it is not `TENANT/USER`
  public static UserRef parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("names no user (expected: TENANT/USER)");
    }
    return UserRef.of(text.substring(0, slash), text.substring(slash + 1));
  }
}
