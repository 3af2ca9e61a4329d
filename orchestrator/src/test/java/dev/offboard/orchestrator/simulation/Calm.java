package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.StartConditions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Nothing fails: everything said is heard, timers fire in time, slow ones end. Then what can end
/// ends (I1).
final class Calm {
  /// A round is a timer that fires and all that follows. Three phases, each with a few pauses left
  /// over from the faults, of three users.
  private static final int ROUNDS = 80;

  /// Far more than anything takes to spread through five services.
  private static final int HOPS = 60;

  private static final int EVERYTHING = 10_000;

  private final Installation installation;
  private final Invariants invariants;

  Calm(Installation installation, Invariants invariants) {
    this.installation = installation;
    this.invariants = invariants;
  }

  /// Whoever needs no person ends; the others need attention.
  void untilTheWillingEnd() {
    for (int round = 0; round < ROUNDS && !onlyThoseWait(); round++) {
      round();
    }
    for (Offboarding left : installation.orchestrator().live()) {
      Watch.require(
          needsAPerson(left),
          "I1, I13: %s does not end though nobody fails it: %s",
          left.id(),
          left);
      Watch.require(
          left.attention() != null, "I1: %s waits and nobody is told: %s", left.id(), left);
    }
  }

  /// The causes are gone, too.
  void untilAllEnd() {
    untilTheWillingEnd();
    installation.moods().heal();
    for (int round = 0; round < ROUNDS && !isOver(); round++) {
      round();
    }
    Watch.require(isOver(), "I1: not ended: %s", installation.orchestrator().waiting());
    spread();
    invariants.holdAtTheEnd();
  }

  /// Also the sweeps.
  private boolean isOver() {
    return installation.orchestrator().waiting().isEmpty();
  }

  private boolean onlyThoseWait() {
    return installation.orchestrator().live().stream()
        .allMatch(offboarding -> needsAPerson(offboarding) && offboarding.attention() != null);
  }

  private boolean needsAPerson(Offboarding offboarding) {
    return installation.participants().stream()
        .map(SimulatedParticipant::name)
        .anyMatch(name -> needsAPerson(name, offboarding));
  }

  private boolean needsAPerson(ParticipantName name, Offboarding offboarding) {
    return installation.moods().of(name, offboarding.user()).needsAPerson();
  }

  private void round() {
    spread();
    nextWake().ifPresent(installation.clock()::advanceTo);
    installation
        .orchestrator()
        .fire(
            installation.orchestrator().findDue(),
            Duration.ZERO,
            new StartConditions.Hold("nothing has changed"));
    spread();
  }

  Optional<Instant> nextWake() {
    return installation.orchestrator().waiting().stream()
        .map(Offboarding::wakeAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo);
  }

  /// Everything said is heard, and what is said because of it.
  void spread() {
    for (int hop = 0; hop < HOPS; hop++) {
      if (!hop()) {
        return;
      }
    }
    throw new Violation("I1: services talk without end");
  }

  private boolean hop() {
    boolean moved = installation.deadLetters().hasSomething();
    installation.deadLetters().replay();
    for (SimulatedParticipant participant : installation.participants()) {
      moved |= participant.isBusy();
      participant.finish();
    }
    for (Relay relay : installation.relays()) {
      moved |= relay.isBehind();
      relay.publish(EVERYTHING);
    }
    for (Subscription subscription : installation.subscriptions()) {
      for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
        if (subscription.isBehind(partition)) {
          moved = true;
          subscription.poll(partition, EVERYTHING);
        }
      }
    }
    if (moved) {
      invariants.hold();
    }
    return moved;
  }
}
