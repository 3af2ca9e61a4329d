package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.UserRef;
import org.jspecify.annotations.Nullable;

/// Somebody who requests or approves.
///
/// @param initiator as the history names them
/// @param person the user of the directory whom they are, if they are one
public record Party(Initiator initiator, @Nullable UserRef person) {
  public static Party of(Initiator initiator) {
    return new Party(initiator, null);
  }

  /// By the subject of their token, or by whom they are there: two tokens make no second person.
  public boolean isSameAs(Party other) {
    return initiator.id().equals(other.initiator.id())
        || person != null && person.equals(other.person);
  }

  public boolean is(UserRef user) {
    return user.equals(person);
  }
}
