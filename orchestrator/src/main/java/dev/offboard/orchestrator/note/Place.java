package dev.offboard.orchestrator.note;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.UserRef;
import java.nio.charset.StandardCharsets;

/// Where a note stands. It opens nowhere else, so nobody who may write to the database can put the
/// words about one state change under another.
record Place(UserRef user, OffboardingId offboarding, int sequence) {
  static Place of(StateChange change) {
    return new Place(change.user(), change.offboardingId(), change.sequence());
  }

  /// One form for one place: no id has a line break.
  byte[] bytes() {
    return "%s\n%s\n%d"
        .formatted(user.key(), offboarding, sequence)
        .getBytes(StandardCharsets.UTF_8);
  }
}
