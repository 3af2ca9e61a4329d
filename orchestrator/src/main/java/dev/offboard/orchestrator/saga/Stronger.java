package dev.offboard.orchestrator.saga;

import static dev.offboard.orchestrator.saga.Verdict.Conflict.APPROVAL_FIRST;
import static dev.offboard.orchestrator.saga.Verdict.Conflict.BEING_REINSTATED;
import static dev.offboard.orchestrator.saga.Verdict.Conflict.COVERED;
import static dev.offboard.orchestrator.saga.Verdict.Conflict.ENDED;
import static dev.offboard.orchestrator.saga.Verdict.Conflict.LOOK_AGAIN;
import static dev.offboard.orchestrator.saga.Verdict.Conflict.OTHER_ROLES;
import static dev.offboard.orchestrator.saga.Verdict.Conflict.ROLE_CHANGE_FIRST;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import dev.offboard.orchestrator.saga.SagaEvent.SoonerRequested;
import java.time.Instant;
import java.util.Set;

/// What becomes of an offboarding that is requested again. The stronger request wins: sooner, more
/// urgent, or the whole user instead of some roles. A weaker one changes nothing, or, if it can't
/// be honoured so, is refused.
final class Stronger {
  private Stronger() {}

  static Decision requested(Offboarding offboarding, SoonerRequested again, Instant now) {
    if (!offboarding.isLive()) {
      return refused(offboarding, ENDED);
    }
    if (offboarding.isRoleChange() && again.roles().isEmpty()) {
      return wholeUser(offboarding, again, now);
    }
    if (!Set.copyOf(offboarding.roles()).equals(Set.copyOf(again.roles()))) {
      return refused(offboarding, offboarding.isRoleChange() ? OTHER_ROLES : COVERED);
    }
    return switch (offboarding.state()) {
      case SCHEDULED -> sooner(offboarding, again, now);
      case REVOKING -> hurry(offboarding, again, now);
      case REINSTATING -> refused(offboarding, BEING_REINSTATED);
      case AWAITING_APPROVAL -> waiting(offboarding, again, now);
      case VERIFYING -> hurryVerification(offboarding, again, now);
      case REVOKED, ERASING, SEALING, UNKNOWN -> accepted(offboarding);
      case REINSTATED, CANCELLED, COMPLETED -> refused(offboarding, ENDED);
    };
  }

  /// A role change becomes the offboarding of the whole user, whatever it has come to.
  private static Decision wholeUser(Offboarding offboarding, SoonerRequested again, Instant now) {
    return switch (offboarding.state()) {
      case SCHEDULED ->
          again.effectiveAt().isAfter(laterOf(offboarding.milestones().effectiveAt(), now))
              ? refused(offboarding, ROLE_CHANGE_FIRST)
              : start(offboarding, again, now);
      case REVOKING -> widen(Transition.WIDENED_WHILE_REVOKING, offboarding, again, now);
      case VERIFYING -> widen(Transition.WIDENED_WHILE_VERIFYING, offboarding, again, now);
      case REVOKED -> widen(Transition.WIDENED_IN_GRACE_PERIOD, offboarding, again, now);
      case REINSTATING -> widen(Transition.WIDENED_WHILE_REINSTATING, offboarding, again, now);
      case AWAITING_APPROVAL ->
          again.effectiveAt().isAfter(laterOf(offboarding.milestones().effectiveAt(), now))
              ? refused(offboarding, ROLE_CHANGE_FIRST)
              : askAnew(offboarding, again, now);
      case UNKNOWN -> refused(offboarding, ROLE_CHANGE_FIRST);
      case ERASING, SEALING, REINSTATED, CANCELLED, COMPLETED -> refused(offboarding, ENDED);
    };
  }

  private static Decision widen(
      Transition transition, Offboarding offboarding, SoonerRequested again, Instant now) {
    if (again.effectiveAt().isAfter(now)) {
      return refused(offboarding, ROLE_CHANGE_FIRST);
    }
    if (again.asked() != null) {
      return refused(offboarding, APPROVAL_FIRST);
    }
    String roles = String.join(", ", offboarding.roles().stream().map(HeldRole::key).toList());
    return draft(offboarding, again, now)
        .startedAnew()
        .settled(Phase.WITHDRAW)
        .settled(Phase.RESTORE)
        .settled(Phase.VERIFY)
        .move(
            transition,
            again.initiator(),
            "offboarded during a role change (%s), reason %s".formatted(roles, again.reason()))
        .accepted();
  }

  /// What is due already may wait its turn among thousands: an emergency starts now even so.
  private static Decision sooner(Offboarding offboarding, SoonerRequested again, Instant now) {
    Instant planned = offboarding.milestones().effectiveAt();
    boolean isUrgentBy =
        isMoreUrgent(offboarding, again) && !again.effectiveAt().isAfter(laterOf(planned, now));
    return again.effectiveAt().isBefore(planned) || isUrgentBy
        ? start(offboarding, again, now)
        : accepted(offboarding);
  }

  private static Decision waiting(Offboarding offboarding, SoonerRequested again, Instant now) {
    return again.effectiveAt().isBefore(offboarding.milestones().effectiveAt())
            || isMoreUrgent(offboarding, again)
        ? askAnew(offboarding, again, now)
        : accepted(offboarding);
  }

  /// What waits for an approval goes on waiting, for that of something else.
  private static Decision askAnew(Offboarding offboarding, SoonerRequested again, Instant now) {
    return again.asked() == null
        ? refused(offboarding, LOOK_AGAIN)
        : ask(Transition.ASKED_ANEW, offboarding, again, now);
  }

  private static Decision ask(
      Transition transition, Offboarding offboarding, SoonerRequested again, Instant now) {
    return draft(offboarding, again, now)
        .effectiveAt(laterOf(again.effectiveAt(), now))
        .move(transition, again.initiator(), "requested again, reason " + again.reason())
        .accepted();
  }

  private static Instant laterOf(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Decision start(Offboarding offboarding, SoonerRequested again, Instant now) {
    if (again.asked() != null) {
      return ask(Transition.HELD_FOR_APPROVAL, offboarding, again, now);
    }
    Draft draft = draft(offboarding, again, now);
    if (again.effectiveAt().isAfter(now)) {
      return draft.effectiveAt(again.effectiveAt()).accepted();
    }
    return draft
        .effectiveAt(now)
        .move(
            Transition.BROUGHT_FORWARD,
            again.initiator(),
            "requested again for now, reason " + again.reason())
        .accepted();
  }

  /// An emergency does not wait behind the backlog in which the announcements so far may lie: all
  /// are told once more, past it. What they have done already they answer from what they remember.
  private static Decision hurry(Offboarding offboarding, SoonerRequested again, Instant now) {
    return hurry(Transition.HURRIED_WHILE_REVOKING, offboarding, again, now);
  }

  /// What everybody has confirmed is believed only when it was read back, and the question may lie
  /// in the backlog too. What is known to be left is taken away, not looked at again.
  private static Decision hurryVerification(
      Offboarding offboarding, SoonerRequested again, Instant now) {
    boolean isResidual = offboarding.stepsOf(Phase.VERIFY).stream().anyMatch(Step::isResidual);
    Transition transition =
        isResidual ? Transition.RESIDUAL_ACCESS : Transition.HURRIED_WHILE_VERIFYING;
    return hurry(transition, offboarding, again, now);
  }

  private static Decision hurry(
      Transition transition, Offboarding offboarding, SoonerRequested again, Instant now) {
    if (!isMoreUrgent(offboarding, again) || again.effectiveAt().isAfter(now)) {
      return accepted(offboarding);
    }
    if (again.asked() != null) {
      return refused(offboarding, APPROVAL_FIRST);
    }
    return draft(offboarding, again, now)
        .move(
            transition,
            again.initiator(),
            "requested again as an emergency, reason " + again.reason())
        .accepted();
  }

  private static boolean isMoreUrgent(Offboarding offboarding, SoonerRequested again) {
    return again.policy().priority().compareTo(offboarding.policy().priority()) > 0;
  }

  private static Draft draft(Offboarding offboarding, SoonerRequested again, Instant now) {
    Offboarding stronger = offboarding.under(again);
    return Draft.of(stronger.definition(), stronger, now);
  }

  private static Decision accepted(Offboarding offboarding) {
    return Decision.unchanged(offboarding, new Verdict.Accepted());
  }

  private static Decision refused(Offboarding offboarding, Verdict.Conflict conflict) {
    OffboardingState state = offboarding.state();
    return Decision.unchanged(offboarding, new Verdict.Refused(state, conflict));
  }
}
