package dev.offboard.messaging.participant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import java.util.Collections;
import java.util.List;

/// A [Participant] by the batch, so that hundreds of users cost a handful of multi-row statements.
/// The same contract; each method answers in the order of its events, and no user occurs twice in a
/// call. When a call throws, the batch is rolled back and tried one by one.
public interface BatchParticipant {
  ParticipantName name();

  /// Whether anybody loses something by what is announced. One who only records is not limited in
  /// how many it is told of (see [Limit]).
  default boolean holdsAccess() {
    return true;
  }

  List<Report> deprovisioned(List<UserDeprovisioned> events);

  List<Report> reinstated(List<UserReinstated> events);

  List<Report> erased(List<UserErased> events);

  default List<Report> withdrawn(List<RolesWithdrawn> events) {
    return Collections.nCopies(events.size(), Report.completed(Evidence.NONE));
  }

  default List<Report> restored(List<RolesRestored> events) {
    return Collections.nCopies(events.size(), Report.completed(Evidence.NONE));
  }

  /// What of its roles each user still has, read from the app's own state.
  default List<Evidence> residualRoles(List<ResidualRolesQueried> questions) {
    return Collections.nCopies(questions.size(), Evidence.NONE);
  }

  default List<Report> concluded(List<OffboardingConcluded> events) {
    return Collections.nCopies(events.size(), Report.completed(Evidence.NONE));
  }

  /// What access at or below its epoch each user still has, read from the app's own state.
  List<Evidence> residualAccess(List<Holder> holders);

  /// A user who may hold access at or below an epoch.
  record Holder(UserRef user, Epoch epoch) {}
}
