package dev.offboard.identity.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.contracts.UserId;
import dev.offboard.identity.PlainText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A user as a caller writes it; checked only by [#entry], so that one bad user among hundreds does
/// not spoil the others.
record UserBody(
    @Nullable String userName,
    @Nullable String kind,
    @Nullable String displayName,
    @Nullable String mail,
    @Nullable String externalId,
    @Nullable String otherContractUntil,
    @Nullable Password password,
    @JsonProperty("protected") @Nullable Boolean isProtected,
    @JsonProperty("administrator") @Nullable Boolean isAdministrator) {

  /// Further away is a typing error; for good is anything near it.
  private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

  /// @throws dev.offboard.messaging.chassis.ApiProblem 400, naming the field
  Entry entry(UserId userId) {
    return new Entry(
        userId,
        UserKind.of(kind),
        new Profile(
            UserName.of(userName), displayName, mail, externalId, instant(otherContractUntil)),
        isProtected,
        isAdministrator,
        Password.acceptable(password));
  }

  /// As precise as the database keeps it, so that the same again changes nothing.
  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant time = Instant.parse(text);
      if (time.isBefore(LATEST)) {
        return time.truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeParseException e) {
      // said below, without the text
    }
    throw PlainText.invalid(
        "otherContractUntil",
        "is no instant with an offset before the year 10000 (expected: such as"
            + " 2027-06-30T22:00:00Z, or none)");
  }
}
