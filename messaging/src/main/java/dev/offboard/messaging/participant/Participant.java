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
import java.util.List;
import java.util.function.Function;

/// An app's side of the saga, one user at a time: implement it as a bean and the app takes part.
/// Runs in a transaction that also holds the inbox, the fence and the report; knows no Kafka, no
/// headers, no clock, no retry. Announcements of one user come in order; a stale or repeated one
/// never comes here. Every method must bear being called again after a rollback, and throws only to
/// be retried.
///
/// An app that offboards thousands implements [BatchParticipant] instead.
public interface Participant {
  ParticipantName name();

  /// Take every access away; the user is already blocked by the fence.
  Report on(UserDeprovisioned event);

  /// Give back what the policy still allows, under the new epoch.
  Report on(UserReinstated event);

  /// Delete what is kept about the user. There is no way back.
  Report on(UserErased event);

  /// Take these roles, and what was done with them, and let nobody give them until the role change
  /// has ended. By default the app knows nothing of roles.
  default Report on(RolesWithdrawn event) {
    return Report.completed(Evidence.NONE);
  }

  /// Give back what the role change took.
  default Report on(RolesRestored event) {
    return Report.completed(Evidence.NONE);
  }

  /// As [#residualAccess], of the roles that a role change has taken.
  default Evidence residualRoles(ResidualRolesQueried question) {
    return Evidence.NONE;
  }

  default Report on(OffboardingConcluded event) {
    return Report.completed(Evidence.NONE);
  }

  /// Reads the app's own state again, not its record of what it did: what access at or below
  /// `epoch` does the user still have, by kind? [Evidence#NONE] means none.
  Evidence residualAccess(UserRef user, Epoch epoch);

  /// The same participant for the kit.
  default BatchParticipant batched() {
    Participant one = this;
    return new BatchParticipant() {
      @Override
      public ParticipantName name() {
        return one.name();
      }

      @Override
      public List<Report> deprovisioned(List<UserDeprovisioned> events) {
        return each(events, one::on);
      }

      @Override
      public List<Report> reinstated(List<UserReinstated> events) {
        return each(events, one::on);
      }

      @Override
      public List<Report> erased(List<UserErased> events) {
        return each(events, one::on);
      }

      @Override
      public List<Report> withdrawn(List<RolesWithdrawn> events) {
        return each(events, one::on);
      }

      @Override
      public List<Report> restored(List<RolesRestored> events) {
        return each(events, one::on);
      }

      @Override
      public List<Evidence> residualRoles(List<ResidualRolesQueried> questions) {
        return each(questions, one::residualRoles);
      }

      @Override
      public List<Report> concluded(List<OffboardingConcluded> events) {
        return each(events, one::on);
      }

      @Override
      public List<Evidence> residualAccess(List<Holder> holders) {
        return each(holders, holder -> one.residualAccess(holder.user(), holder.epoch()));
      }

      private static <E, R> List<R> each(List<E> events, Function<E, R> method) {
        return events.stream().map(method).toList();
      }
    };
  }
}
