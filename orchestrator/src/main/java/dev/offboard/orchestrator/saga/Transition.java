package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.OffboardingState.AWAITING_APPROVAL;
import static dev.offboard.contracts.OffboardingState.CANCELLED;
import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.ERASING;
import static dev.offboard.contracts.OffboardingState.REINSTATED;
import static dev.offboard.contracts.OffboardingState.REINSTATING;
import static dev.offboard.contracts.OffboardingState.REVOKED;
import static dev.offboard.contracts.OffboardingState.REVOKING;
import static dev.offboard.contracts.OffboardingState.SCHEDULED;
import static dev.offboard.contracts.OffboardingState.SEALING;
import static dev.offboard.contracts.OffboardingState.VERIFYING;

import dev.offboard.contracts.OffboardingState;
import org.jspecify.annotations.Nullable;

/// Every way a state can change; there is no other (invariant I8). The diagram in `docs/saga.md` is
/// made from this table, and a test fails when one of the rows is never taken.
public enum Transition {
  REQUESTED_FOR_NOW(null, REVOKING, "requested"),
  REQUESTED_FOR_LATER(null, SCHEDULED, "requested for later"),
  REQUESTED_FOR_APPROVAL(null, AWAITING_APPROVAL, "requested, has to be approved"),
  APPROVED(AWAITING_APPROVAL, REVOKING, "approved"),
  APPROVED_FOR_LATER(AWAITING_APPROVAL, SCHEDULED, "approved for later"),
  APPROVED_IN_PART(AWAITING_APPROVAL, AWAITING_APPROVAL, "approved, one more is needed"),
  REPLANNED(AWAITING_APPROVAL, AWAITING_APPROVAL, "the plan has changed"),
  ASKED_ANEW(AWAITING_APPROVAL, AWAITING_APPROVAL, "requested again, stronger"),
  DENIED(AWAITING_APPROVAL, CANCELLED, "denied"),
  EXPIRED(AWAITING_APPROVAL, CANCELLED, "not approved in time"),
  UNFOUNDED(AWAITING_APPROVAL, CANCELLED, "conditions no longer hold"),
  WITHDRAWN_UNAPPROVED(AWAITING_APPROVAL, CANCELLED, "undo"),
  STARTED(SCHEDULED, REVOKING, "effective time reached"),
  BROUGHT_FORWARD(SCHEDULED, REVOKING, "requested again for now"),
  DRIFTED(SCHEDULED, AWAITING_APPROVAL, "the plan has changed since the approval"),
  HELD_FOR_APPROVAL(SCHEDULED, AWAITING_APPROVAL, "requested again, has to be approved"),
  NOT_STARTED(SCHEDULED, CANCELLED, "conditions no longer hold"),
  WITHDRAWN(SCHEDULED, CANCELLED, "undo"),
  HURRIED_WHILE_REVOKING(REVOKING, REVOKING, "requested again as an emergency"),
  HURRIED_WHILE_VERIFYING(VERIFYING, VERIFYING, "requested again as an emergency"),
  RETRIED_WHILE_REVOKING(REVOKING, REVOKING, "somebody has it asked again at once"),
  RETRIED_WHILE_VERIFYING(VERIFYING, VERIFYING, "somebody has it asked again at once"),
  RETRIED_WHILE_ERASING(ERASING, ERASING, "somebody has it asked again at once"),
  RETRIED_WHILE_REINSTATING(REINSTATING, REINSTATING, "somebody has it asked again at once"),
  WIDENED_WHILE_REVOKING(REVOKING, REVOKING, "offboarded during a role change"),
  WIDENED_WHILE_VERIFYING(VERIFYING, REVOKING, "offboarded during a role change"),
  WIDENED_IN_GRACE_PERIOD(REVOKED, REVOKING, "offboarded during a role change"),
  WIDENED_WHILE_REINSTATING(REINSTATING, REVOKING, "offboarded during a role change"),
  ALL_CONFIRMED(REVOKING, VERIFYING, "all completed"),
  RESIDUAL_ACCESS(VERIFYING, REVOKING, "residual access found"),
  ALL_REVOKED(VERIFYING, REVOKED, "no residual access"),
  UNDONE_WHILE_REVOKING(REVOKING, REINSTATING, "undo"),
  REFUSED(REVOKING, REINSTATING, "refused, policy says REINSTATE"),
  UNDONE_WHILE_VERIFYING(VERIFYING, REINSTATING, "undo"),
  UNDONE_IN_GRACE_PERIOD(REVOKED, REINSTATING, "undo"),
  REOPENED(REVOKED, REVOKING, "a sweep found residual access"),
  GRACE_PERIOD_OVER(REVOKED, ERASING, "grace period over"),
  KEPT(REVOKED, SEALING, "grace period over, policy erases nothing"),
  FOLLOWED_UP(null, ERASING, "a sweep found residual access after the end"),
  REHIRED(null, REINSTATING, "re-hired"),
  ALL_ERASED(ERASING, SEALING, "all completed"),
  ALL_SEALED(SEALING, COMPLETED, "all completed"),
  ALL_REINSTATED(REINSTATING, REINSTATED, "all completed");

  private final @Nullable OffboardingState from;
  private final OffboardingState to;
  private final String label;

  Transition(@Nullable OffboardingState from, OffboardingState to, String label) {
    this.from = from;
    this.to = to;
    this.label = label;
  }

  /// Absent for the first state change of an offboarding.
  public @Nullable OffboardingState from() {
    return from;
  }

  public OffboardingState to() {
    return to;
  }

  /// Whether it is said what the offboarding runs under: a stronger request may have come while it
  /// was scheduled or under way.
  boolean saysTerms() {
    return from == null
        || from == AWAITING_APPROVAL
        || from == SCHEDULED
        || to == REVOKING
        || this == HURRIED_WHILE_VERIFYING;
  }

  /// What leads to it, in the words of the diagram.
  public String label() {
    return label;
  }
}
