package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.Initiator.ORCHESTRATOR;

import dev.offboard.contracts.Initiator;
import dev.offboard.orchestrator.saga.SagaEvent.SoonerRequested;
import dev.offboard.orchestrator.saga.SagaEvent.StartChecked;
import java.time.Instant;

/// What becomes of an offboarding that waits for its time, or for its turn.
final class Starting {
  private Starting() {}

  /// What stood when it was requested is looked at again at the last moment.
  static Decision whenEffective(
      Draft draft, Offboarding offboarding, StartChecked checked, Instant now) {
    if (now.isBefore(offboarding.milestones().effectiveAt())) {
      return accepted(offboarding);
    }
    return switch (checked.conditions()) {
      case StartConditions.Hold(String note) ->
          draft
              .move(Transition.STARTED, ORCHESTRATOR, "effective time reached; " + note)
              .accepted();
      case StartConditions.Fail(String why) ->
          draft.move(Transition.NOT_STARTED, ORCHESTRATOR, why).accepted();
    };
  }

  /// A stronger request upgrades the one that waits; a weaker one leaves it as it is.
  static Decision sooner(
      SagaDefinition definition, Offboarding offboarding, SoonerRequested sooner, Instant now) {
    if (!sooner.effectiveAt().isBefore(offboarding.milestones().effectiveAt())) {
      return accepted(offboarding);
    }
    Draft draft = Draft.of(definition, offboarding.under(sooner.reason(), sooner.policy()), now);
    if (sooner.effectiveAt().isAfter(now)) {
      return draft.effectiveAt(sooner.effectiveAt()).accepted();
    }
    return draft
        .effectiveAt(now)
        .move(
            Transition.BROUGHT_FORWARD,
            sooner.initiator(),
            "requested again for now, reason " + sooner.reason())
        .accepted();
  }

  /// An emergency does not wait behind the backlog in which the announcements so far may lie: all
  /// are told once more, past it. What they have done already they answer from what they remember.
  static Decision hurry(
      SagaDefinition definition, Offboarding offboarding, SoonerRequested sooner, Instant now) {
    boolean isMoreUrgent =
        sooner.policy().priority().compareTo(offboarding.policy().priority()) > 0;
    if (!isMoreUrgent || sooner.effectiveAt().isAfter(now)) {
      return accepted(offboarding);
    }
    return Draft.of(definition, offboarding.under(sooner.reason(), sooner.policy()), now)
        .move(
            Transition.HURRIED,
            sooner.initiator(),
            "requested again as an emergency, reason " + sooner.reason())
        .accepted();
  }

  static Decision withdraw(Draft draft, Initiator initiator) {
    return draft.move(Transition.WITHDRAWN, initiator, "withdrawn before it started").accepted();
  }

  private static Decision accepted(Offboarding offboarding) {
    return Decision.unchanged(offboarding, new Verdict.Accepted());
  }
}
