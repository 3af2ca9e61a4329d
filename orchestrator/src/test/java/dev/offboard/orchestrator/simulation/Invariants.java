package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.Fence;
import dev.offboard.messaging.testkit.memory.MemoryInbox;
import dev.offboard.messaging.testkit.memory.MemoryOutbox;
import dev.offboard.orchestrator.saga.Offboarding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the tables must show after every act. What must hold of every single decision is
/// [dev.offboard.orchestrator.saga.SagaInvariants]; of everything committed, [Watch].
final class Invariants {
  private static final Comparator<Fence> ORDER =
      Comparator.comparing(Fence::epoch).thenComparing(Fence::standing);

  private final Installation installation;
  private final List<Place> places = new ArrayList<>();
  private int entriesSeen;

  /// One user in one service, and the highest fence seen there.
  private static final class Place {
    private final SimulatedParticipant participant;
    private final Watch.Where where;
    private @Nullable Fence highest;

    private Place(SimulatedParticipant participant, Watch.Where where) {
      this.participant = participant;
      this.where = where;
    }
  }

  Invariants(Installation installation) {
    this.installation = installation;
    for (SimulatedParticipant participant : installation.participants()) {
      for (UserRef user : Installation.USERS) {
        places.add(new Place(participant, new Watch.Where(participant.name(), user)));
      }
    }
  }

  void hold() {
    for (Place place : places) {
      fenceGrows(place);
      whatIsReportedGoneStaysGone(place);
    }
    aRoleThatWasTakenStaysAway();
    atMostOneLiveOffboardingPerUser();
    endedMeansNothingIsLeft();
    auditTellsOnlyWhatHappened();
  }

  private void fenceGrows(Place place) {
    Fence now = place.participant.kit().fence(place.where.user());
    Fence before = place.highest;
    place.highest = now;
    Watch.require(
        before == null || ORDER.compare(before, now) <= 0,
        "epochs fence: %s moves from %s back to %s",
        place.where,
        before,
        now);
  }

  private void whatIsReportedGoneStaysGone(Place place) {
    Holdings holdings = place.participant.holdings(place.where.user());
    int gone = installation.watch().reportedGoneUpTo(place.where);
    Watch.require(
        place.participant.accessesUpTo(place.where.user(), gone) == 0,
        "I4: epoch %s was reported gone, but is held at %s: %s",
        gone,
        place.where,
        holdings);
  }

  /// While a role change can still be undone, nobody has what it took.
  private void aRoleThatWasTakenStaysAway() {
    for (Offboarding change : installation.orchestrator().live()) {
      boolean isTaken =
          change.state() == OffboardingState.VERIFYING
              || change.state() == OffboardingState.REVOKED;
      if (isTaken && !change.roles().isEmpty()) {
        for (SimulatedParticipant participant : addressed(change)) {
          Watch.require(
              participant.role(change.user()).since() == 0
                  || installation
                      .watch()
                      .isRolePlanted(new Watch.Where(participant.name(), change.user())),
              "I4: role change %s is %s, but %s holds it at %s: %s",
              change.id(),
              change.state(),
              change.user(),
              participant.name(),
              participant.role(change.user()));
        }
      }
    }
  }

  private List<SimulatedParticipant> addressed(Offboarding change) {
    List<ParticipantName> names = change.definition().phase(Phase.WITHDRAW).participants();
    return installation.participants().stream()
        .filter(participant -> names.contains(participant.name()))
        .toList();
  }

  /// Whoever could give it back has given it back or forgotten it; who is gone needs no role.
  private void noRoleIsKeptAwayForEver() {
    for (SimulatedParticipant participant : installation.participants()) {
      for (UserRef user : Installation.USERS) {
        Watch.require(
            participant.role(user).withdrawnBy() == null || !participant.kit().fence(user).isOpen(),
            "a role change has ended, but %s keeps its role from %s: %s",
            participant.name(),
            user,
            participant.role(user));
      }
    }
  }

  private void atMostOneLiveOffboardingPerUser() {
    Set<UserRef> live = new HashSet<>();
    for (Offboarding offboarding : installation.orchestrator().live()) {
      Watch.require(
          !offboarding.isLive() || live.add(offboarding.user()),
          "I3: two live offboardings of %s",
          offboarding.user());
    }
  }

  private void endedMeansNothingIsLeft() {
    for (Offboarding offboarding : installation.orchestrator().all()) {
      if (offboarding.state() == OffboardingState.COMPLETED && offboarding.roles().isEmpty()) {
        for (SimulatedParticipant participant : installation.participants()) {
          int left = participant.accessesUpTo(offboarding.user(), offboarding.epoch().value());
          Watch.require(
              left == 0 || isPlanted(participant, offboarding),
              "I7: %s is completed, but %s holds %s",
              offboarding.id(),
              participant.name(),
              participant.holdings(offboarding.user()));
        }
      }
    }
  }

  private boolean isPlanted(SimulatedParticipant participant, Offboarding offboarding) {
    return installation.watch().isPlanted(new Watch.Where(participant.name(), offboarding.user()));
  }

  private void auditTellsOnlyWhatHappened() {
    Collection<StateChange> entries = installation.audit().entries();
    if (entries.size() > entriesSeen) {
      Set<StateChange> happened = new HashSet<>(installation.orchestrator().history());
      entries.stream()
          .skip(entriesSeen)
          .forEach(
              entry ->
                  Watch.require(
                      happened.contains(entry), "I9: an entry without a change: %s", entry));
      entriesSeen = entries.size();
    }
  }

  /// What no announcement again can heal, only who publishes again.
  boolean mustNotBeLost(Subscription subscription) {
    return subscription.topic().equals(Topics.HISTORY);
  }

  void holdAtTheEnd() {
    hold();
    noRoleIsKeptAwayForEver();
    Set<StateChange> told = new HashSet<>(installation.audit().entries());
    for (StateChange change : installation.orchestrator().history()) {
      Watch.require(told.contains(change), "I9: no entry of %s", change);
    }
    for (Relay relay : installation.relays()) {
      Watch.require(!relay.isBehind(), "I11: rows of %s not published", relay.name());
    }
    installation.subscriptions().forEach(this::everythingIsHandled);
  }

  private void everythingIsHandled(Subscription subscription) {
    if (installation.watch().hasForgotten(subscription.name())
        || !(subscription.service().inbox() instanceof MemoryInbox inbox)) {
      return;
    }
    for (Relay relay : installation.relays()) {
      for (MemoryOutbox.Row row : relay.rows()) {
        if (row.topic().equals(subscription.topic())
            && !installation.deadLetters().isLost(subscription.name(), row.id().toString())) {
          Watch.require(
              inbox.holds(subscription.name(), row.id()),
              "I11: %s has not handled %s",
              subscription.name(),
              row);
        }
      }
    }
  }
}
