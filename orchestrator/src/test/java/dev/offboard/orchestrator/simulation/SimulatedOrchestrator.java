package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.messaging.testkit.memory.MemoryService;
import dev.offboard.messaging.testkit.memory.MemoryTable;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Requested;
import dev.offboard.orchestrator.saga.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// The shell around the real saga core, as the orchestrator's is: lock, decide in memory, save
/// state, history and outbox in one transaction. Any number of instances share its rows.
final class SimulatedOrchestrator implements MessageHandler {
  private final MemoryService service;
  private final Installation installation;
  private final Core core;
  private final MemoryTable<OffboardingId, Offboarding> rows;
  private final MemoryTable<Key, StateChange> history;
  private int begun;

  private record Key(OffboardingId offboarding, int sequence) {}

  SimulatedOrchestrator(MemoryService service, Installation installation) {
    this.service = service;
    this.installation = installation;
    this.core = Core.of(installation.twin());
    this.rows = new MemoryTable<>(service.store());
    this.history = new MemoryTable<>(service.store());
  }

  @Override
  public String consumer() {
    return "orchestrator";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.REPORTS);
  }

  @Override
  public void handle(List<Received> batch) {
    List<Decision> decided = new ArrayList<>();
    for (Received received : batch) {
      StepReports said = (StepReports) received.message();
      said.reports()
          .forEach(
              report ->
                  decide(
                      report.offboardingId(),
                      new SagaEvent.Reported(said.participant(), report),
                      decided));
    }
    say(decided);
  }

  /// Nothing, if the user has a live offboarding, or one that ended in this epoch or later.
  void begin(Request request, Duration startsIn) {
    service
        .store()
        .executeWithoutResult(
            tx -> {
              Instant now = installation.clock().instant();
              OffboardingId id = new OffboardingId(new UUID(7, ++begun));
              Decision decision =
                  core.begin(
                      new Requested(
                          id,
                          request.user(),
                          request.epoch(),
                          Request.REASON,
                          Request.SOMEBODY,
                          request.policy(),
                          now.plus(startsIn)),
                      now);
              if (of(request.user()).stream().noneMatch(request::isOvertakenBy)) {
                rows.put(id, decision.next());
                service.store().afterCommit(() -> installation.watch().begun(decision));
                say(List.of(decision));
              }
            });
  }

  void undo(OffboardingId id, Initiator by) {
    alone(id, new SagaEvent.UndoRequested(by));
  }

  List<OffboardingId> findDue() {
    Instant now = installation.clock().instant();
    return rows.rows().stream()
        .filter(row -> row.wakeAt() != null && !row.wakeAt().isAfter(now))
        .map(Offboarding::id)
        .toList();
  }

  /// All of them, whether they are due (any more) or not.
  void fire(List<OffboardingId> ids, Duration patience) {
    service
        .store()
        .executeWithoutResult(
            tx -> {
              List<Decision> decided = new ArrayList<>();
              ids.forEach(id -> decide(id, new SagaEvent.TimerFired(patience), decided));
              say(decided);
            });
  }

  private void alone(OffboardingId id, SagaEvent event) {
    service
        .store()
        .executeWithoutResult(
            tx -> {
              List<Decision> decided = new ArrayList<>();
              decide(id, event, decided);
              say(decided);
            });
  }

  private void decide(OffboardingId id, SagaEvent event, List<Decision> decided) {
    rows.find(id)
        .ifPresent(
            before -> {
              Instant now = installation.clock().instant();
              Decision decision = core.decide(before, event, now);
              rows.put(id, decision.next());
              service
                  .store()
                  .afterCommit(() -> installation.watch().decided(before, event, decision, now));
              decided.add(decision);
            });
  }

  private void say(List<Decision> decided) {
    List<OutgoingMessage> messages = new ArrayList<>();
    List<StateChange> changes = new ArrayList<>();
    for (Decision decision : decided) {
      for (Announcement announcement : decision.announcements()) {
        messages.add(
            new OutgoingMessage(Topics.LIFECYCLE, announcement.user().key(), announcement));
      }
      changes.addAll(decision.stateChanges());
    }
    if (!changes.isEmpty()) {
      messages.add(
          new OutgoingMessage(Topics.HISTORY, "orchestrator/0", new StateChanges(changes)));
    }
    changes.forEach(
        change -> history.put(new Key(change.offboardingId(), change.sequence()), change));
    service.outbox().append(messages);
  }

  Collection<Offboarding> all() {
    return rows.rows();
  }

  Collection<StateChange> history() {
    return history.rows();
  }

  List<Offboarding> of(UserRef user) {
    return rows.rows().stream().filter(row -> row.user().equals(user)).toList();
  }

  List<Offboarding> live() {
    return rows.rows().stream().filter(row -> !row.state().isTerminal()).toList();
  }

  boolean isLive(UserRef user) {
    return of(user).stream().map(Offboarding::state).anyMatch(state -> !isEnd(state));
  }

  private static boolean isEnd(OffboardingState state) {
    return state.isTerminal();
  }
}
