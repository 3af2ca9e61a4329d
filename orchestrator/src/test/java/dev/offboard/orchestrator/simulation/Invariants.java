package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.Fence;
import dev.offboard.messaging.testkit.memory.MemoryInbox;
import dev.offboard.messaging.testkit.memory.MemoryOutbox;
import dev.offboard.orchestrator.saga.Offboarding;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What the tables must show after every act. What must hold of every single decision is
/// [dev.offboard.orchestrator.saga.SagaInvariants]; of everything committed, [Watch].
final class Invariants {
  private static final Comparator<Fence> ORDER =
      Comparator.comparing(Fence::epoch).thenComparing(Fence::standing);

  private final Installation installation;
  private final Map<Watch.Where, Fence> highest = new HashMap<>();
  private int entriesSeen;

  Invariants(Installation installation) {
    this.installation = installation;
  }

  void hold() {
    for (SimulatedParticipant participant : installation.participants()) {
      for (UserRef user : Installation.USERS) {
        fenceGrows(participant, user);
        whatIsReportedGoneStaysGone(participant, user);
      }
    }
    atMostOneLiveOffboardingPerUser();
    endedMeansNothingIsLeft();
    auditTellsOnlyWhatHappened();
  }

  private void fenceGrows(SimulatedParticipant participant, UserRef user) {
    Fence now = participant.kit().fence(user);
    Fence before = highest.put(new Watch.Where(participant.name(), user), now);
    Watch.require(
        before == null || ORDER.compare(before, now) <= 0,
        "epochs fence: %s moves from %s back to %s",
        participant.name(),
        before,
        now);
  }

  private void whatIsReportedGoneStaysGone(SimulatedParticipant participant, UserRef user) {
    int gone = installation.watch().reportedGoneUpTo(new Watch.Where(participant.name(), user));
    Watch.require(
        participant.holdings(user).upTo(gone) == 0,
        "I4: %s has reported epoch %s of %s gone, but holds %s",
        participant.name(),
        gone,
        user,
        participant.holdings(user));
  }

  private void atMostOneLiveOffboardingPerUser() {
    Set<UserRef> live = new HashSet<>();
    for (Offboarding offboarding : installation.orchestrator().live()) {
      Watch.require(
          live.add(offboarding.user()), "I3: two live offboardings of %s", offboarding.user());
    }
  }

  private void endedMeansNothingIsLeft() {
    for (Offboarding offboarding : installation.orchestrator().all()) {
      if (offboarding.state() == OffboardingState.COMPLETED) {
        for (SimulatedParticipant participant : installation.participants()) {
          int left = participant.holdings(offboarding.user()).upTo(offboarding.epoch().value());
          Watch.require(
              left == 0,
              "I7: %s is completed, but %s holds %s",
              offboarding.id(),
              participant.name(),
              participant.holdings(offboarding.user()));
        }
      }
    }
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

  /// Whatever became of one user, everybody else's announcements of an acknowledged batch have been
  /// answered, and that user's too.
  void areAnswered(Subscription subscription, List<ConsumerRecord<byte[], byte[]>> records) {
    if (!subscription.topic().equals(Topics.LIFECYCLE)) {
      return;
    }
    ParticipantName who = new ParticipantName(subscription.name());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Questions.in(record, subscription.service().codec(), who)
          .ifPresent(
              question ->
                  Watch.require(
                      installation.watch().isAnswered(question),
                      "I13: acknowledged and not answered: %s",
                      question));
    }
  }

  /// What no announcement again can heal, only who publishes again.
  boolean mustNotBeLost(Subscription subscription) {
    return subscription.topic().equals(Topics.HISTORY);
  }

  void holdAtTheEnd() {
    hold();
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
