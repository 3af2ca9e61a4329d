package dev.offboard.orchestrator.offboarding;

import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;
import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.Directory;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Requested;
import dev.offboard.orchestrator.saga.Saga;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Lets somebody come back whose offboarding has ended: every participant opens the next epoch, and
/// nothing from before it is given back. Whatever still comes about the old epoch, late or
/// replayed, is stale from then on.
@Component
final class Rehires {
  private final Directory directory;
  private final Offboardings offboardings;
  private final TransactionOperations transactions;

  Rehires(Directory directory, Offboardings offboardings, TransactionOperations transactions) {
    this.directory = directory;
    this.offboardings = offboardings;
    this.transactions = transactions;
  }

  /// @throws ApiProblem 404 for an unknown user; 409 for one who is not gone, or is being
  ///   offboarded or given back access right now
  Offboarding rehire(UserRef user, @Nullable String note, Initiator initiator) {
    DirectoryUser known = directory.find(user);
    if (known.isActive()) {
      throw ApiProblem.conflict(
              "not-offboarded",
              "User %s is %s: there is nobody to re-hire. Nothing was done."
                  .formatted(user, known.status()))
          .with("userStatus", known.status());
    }
    return requireNonNull(transactions.execute(tx -> begin(user, note, initiator)));
  }

  private Offboarding begin(UserRef user, @Nullable String note, Initiator initiator) {
    Offboarding last =
        offboardings.findLastCompleted(user).orElseThrow(() -> nothingToFollow(user));
    Offboardings.Beginning beginning = offboardings.beginning(1);
    OffboardingId id = beginning.ids().getFirst();
    Decision decision =
        Saga.rehire(
            OFFBOARD_USER,
            new Requested(
                id,
                user,
                last.epoch(),
                ReasonCode.RE_HIRE,
                initiator,
                last.policy(),
                beginning.decisions().now(),
                last.id()),
            beginning.decisions().now());
    if (offboardings.insertIfNone(List.of(decision.next())).isEmpty()) {
      throw busy(user);
    }
    beginning.decisions().take(decision, note);
    offboardings.save(beginning.decisions());
    return decision.next();
  }

  private static ApiProblem nothingToFollow(UserRef user) {
    return ApiProblem.conflict(
        "no-offboarding",
        "No offboarding of user %s has completed, so there is nothing to come back from. Nothing was done; undo one that is under way instead."
            .formatted(user));
  }

  private static ApiProblem busy(UserRef user) {
    return ApiProblem.conflict(
        "being-changed",
        "User %s is being offboarded or given access back right now, or has come back already. Nothing was done; see its offboardings."
            .formatted(user));
  }
}
