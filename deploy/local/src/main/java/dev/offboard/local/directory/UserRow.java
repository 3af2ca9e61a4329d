package dev.offboard.local.directory;

import dev.offboard.contracts.UserRef;
import org.jspecify.annotations.Nullable;

/// One user as a file describes it.
record UserRow(
    Place place,
    UserRef user,
    String userName,
    UserKind kind,
    @Nullable String displayName,
    @Nullable String mail,
    @Nullable String externalId,
    @Nullable String otherContractUntil,
    @Nullable Boolean isAdministrator) {
  /// Without the names and the mail address: it may end up in a log.
  @Override
  public String toString() {
    return "%s at %s".formatted(user, place);
  }
}
