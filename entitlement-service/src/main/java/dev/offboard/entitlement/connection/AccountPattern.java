package dev.offboard.entitlement.connection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.offboard.contracts.UserId;

/// The name of a user's account in an application, with the user's id in it: `{userId}`, or
/// `{userId}@corp.example`. We know ids only, so there is no other way to name an account.
public record AccountPattern(@JsonValue String value) {
  public static final AccountPattern USER_ID = new AccountPattern("{userId}");
  private static final String PLACE = "{userId}";
  private static final int MAX_LENGTH = 200;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AccountPattern {
    if (value.length() > MAX_LENGTH
        || !value.contains(PLACE)
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "account: %d characters (expected: at most %d, %s among them, no control character)"
              .formatted(value.length(), MAX_LENGTH, PLACE));
    }
  }

  public String of(UserId user) {
    return value.replace(PLACE, user.value());
  }
}
