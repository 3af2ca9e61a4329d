package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.SagaEvent.UndoRequested;
import dev.offboard.orchestrator.saga.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes an offboarding back: withdrawn before it starts, reinstated before the pivot.
@Component
public final class Undoing {
  private final Changes changes;
  private final Offboardings offboardings;

  Undoing(Changes changes, Offboardings offboardings) {
    this.changes = changes;
    this.offboardings = offboardings;
  }

  /// The offboarding as it is afterwards, also when it had been undone before. An operator undoes
  /// whatever can be undone; whoever else asks, only what they requested and what has not begun.
  ///
  /// @throws ApiProblem 403, 404, or 409 with its state past the pivot
  public Offboarding undo(OffboardingId id, @Nullable String note, Caller caller) {
    return caller.roles().contains(Role.OPERATOR)
        ? undo(id, note, caller.initiator(Role.OPERATOR))
        : withdraw(id, note, caller.initiator(Role.REQUESTER));
  }

  /// Whether that caller may ask for it as things are; whether it is too late is another question.
  public boolean isFor(Caller caller, Offboarding offboarding) {
    return caller.roles().contains(Role.OPERATOR)
        || caller.roles().contains(Role.REQUESTER)
            && isTheirsToWithdraw(offboarding, caller.initiator(Role.REQUESTER));
  }

  /// The offboarding as it is after the undo, also when it had been asked for before.
  ///
  /// @param note of the undo that does something; that of a repeated one is not kept
  /// @throws ApiProblem 404 if there is none, 409 with its state past the pivot
  public Offboarding undo(OffboardingId id, @Nullable String note, Initiator initiator) {
    return changes.ask(
        id,
        (offboarding, now) -> new UndoRequested(initiator),
        note,
        refused -> tooLate(id, refused));
  }

  /// The same by whoever requested it, as long as nothing has been done.
  ///
  /// @throws ApiProblem 403 if it is not theirs, or has begun
  private Offboarding withdraw(OffboardingId id, @Nullable String note, Initiator initiator) {
    return changes.ask(
        id,
        (offboarding, now) -> {
          if (!isTheirsToWithdraw(offboarding, initiator)) {
            throw notTheirs(id, offboarding);
          }
          return new UndoRequested(initiator);
        },
        note,
        refused -> tooLate(id, refused));
  }

  private static boolean isTheirsToWithdraw(Offboarding offboarding, Initiator initiator) {
    boolean isNotBegun =
        switch (offboarding.state()) {
          case AWAITING_APPROVAL, SCHEDULED, CANCELLED -> true;
          case REVOKING,
              VERIFYING,
              REVOKED,
              ERASING,
              SEALING,
              COMPLETED,
              REINSTATING,
              REINSTATED,
              UNKNOWN ->
              false;
        };
    return isNotBegun
        && offboarding.approvals().requesters().stream()
            .anyMatch(party -> party.initiator().id().equals(initiator.id()));
  }

  private static ApiProblem notTheirs(OffboardingId id, Offboarding offboarding) {
    return ApiProblem.forbidden(
            "undo-needs-operator",
            "Offboarding %s is %s: without the role operator somebody may undo only what they requested themselves and what has not begun. Nothing was done."
                .formatted(id, offboarding.state()))
        .with("state", offboarding.state());
  }

  /// The same for somebody who also says whose it is.
  ///
  /// @throws ApiProblem 404 if it is another user's
  void undoOf(UserRef user, OffboardingId id, Initiator initiator) {
    boolean isTheirs = offboardings.find(id).filter(found -> found.user().equals(user)).isPresent();
    if (!isTheirs) {
      throw OffboardingRequests.unknown(id);
    }
    undo(id, null, initiator);
  }

  private static ApiProblem tooLate(OffboardingId id, Verdict.Refused refused) {
    return ApiProblem.conflict(
            "cannot-undo",
            "Offboarding %s is %s: what it took can't be given back any more. Nothing was done."
                .formatted(id, refused.state()))
        .with("state", refused.state());
  }
}
