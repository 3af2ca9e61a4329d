package dev.offboard.identity.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.contracts.UserId;
import org.jspecify.annotations.Nullable;

/// A user as a caller writes it; checked only by [#entry], so that one bad user among hundreds does
/// not spoil the others.
record UserBody(
    @Nullable String userName,
    @Nullable String kind,
    @Nullable String displayName,
    @Nullable String mail,
    @Nullable String externalId,
    @Nullable Password password,
    @JsonProperty("protected") @Nullable Boolean isProtected) {

  /// @throws dev.offboard.messaging.chassis.ApiProblem 400, naming the field
  Entry entry(UserId userId) {
    return new Entry(
        userId,
        UserKind.of(kind),
        new Profile(UserName.of(userName), displayName, mail, externalId),
        isProtected,
        Password.acceptable(password));
  }
}
