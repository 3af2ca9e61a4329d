package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Priority;
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
import dev.offboard.orchestrator.saga.StartConditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// The shell around the real saga core, as the orchestrator's is: lock, decide in memory, save
/// state, history and outbox in one transaction. Any number of instances share its rows.
final class SimulatedOrchestrator {
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

  /// The reader of the reports of one priority.
  MessageHandler handler(Priority priority) {
    return new MessageHandler() {
      @Override
      public String consumer() {
        return priority.consumerOf("orchestrator");
      }

      @Override
      public List<String> topics() {
        return List.of(Topics.reports(priority));
      }

      @Override
      public void handle(List<Received> batch) {
        reported(batch);
      }
    };
  }

  private void reported(List<Received> batch) {
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

  /// Nothing begins if the user has a live offboarding, which is brought forward if it waits, or
  /// one that ended in this epoch or later.
  void request(Request request, Duration startsIn) {
    inTransaction(
        decided -> {
          Instant startsAt = installation.clock().instant().plus(startsIn);
          Optional<Offboarding> live = live(request.user());
          if (live.isPresent()) {
            decide(live.get().id(), request.sooner(startsAt, live.get()), decided);
          } else {
            Requested requested = request.requested(nextId(), startsAt, null);
            insertIfNone(core.begin(requested, installation.clock().instant()), decided);
          }
        });
  }

  /// Whoever was offboarded last comes back.
  void rehire(UserRef user) {
    inTransaction(
        decided ->
            lastCompleted(user)
                .ifPresent(
                    last ->
                        insertIfNone(
                            core.rehire(following(last), installation.clock().instant()),
                            decided)));
  }

  private Requested following(Offboarding last) {
    return new Request(last.user(), last.epoch(), last.policy(), List.of(), 0)
        .requested(nextId(), installation.clock().instant(), last.id());
  }

  private OffboardingId nextId() {
    return new OffboardingId(new UUID(7, ++begun));
  }

  private Optional<Offboarding> lastCompleted(UserRef user) {
    return of(user).stream()
        .filter(row -> row.state() == OffboardingState.COMPLETED && row.roles().isEmpty())
        .max(Comparator.comparing(Offboarding::epoch));
  }

  private void insertIfNone(Decision decision, List<Decision> decided) {
    if (of(decision.next().user()).stream().noneMatch(row -> overtakes(row, decision.next()))) {
      rows.put(decision.next().id(), decision.next());
      service.store().afterCommit(() -> installation.watch().begun(decision));
      decided.add(decision);
    }
  }

  /// As the insert of the row finds out.
  private static boolean overtakes(Offboarding other, Offboarding begins) {
    boolean isEnd =
        other.state() == OffboardingState.REINSTATED
            || other.state() == OffboardingState.COMPLETED && begins.follows() == null;
    return other.isLive()
        || isEnd && other.roles().isEmpty() && other.epoch().compareTo(begins.epoch()) >= 0;
  }

  void undo(OffboardingId id, Initiator by) {
    inTransaction(decided -> decide(id, new SagaEvent.UndoRequested(by), decided));
  }

  void retry(OffboardingId id, Initiator by) {
    inTransaction(decided -> decide(id, new SagaEvent.RetryRequested(by), decided));
  }

  /// Somebody looks at what waits for an approval, and says something about it.
  void judge(OffboardingId id, SagaEvent event) {
    inTransaction(decided -> decide(id, event, decided));
  }

  List<OffboardingId> findDue() {
    Instant now = installation.clock().instant();
    return rows.rows().stream()
        .filter(row -> row.wakeAt() != null && !row.wakeAt().isAfter(now))
        .map(Offboarding::id)
        .toList();
  }

  /// All of them, whether they are due (any more) or not. Those about to start are looked at once
  /// more.
  void fire(List<OffboardingId> ids, Duration patience, StartConditions conditions) {
    inTransaction(
        decided -> {
          for (OffboardingId id : ids) {
            boolean starts =
                rows.find(id).filter(r -> r.state() == OffboardingState.SCHEDULED).isPresent();
            decide(
                id,
                starts
                    ? new SagaEvent.StartChecked(conditions)
                    : new SagaEvent.TimerFired(patience),
                decided);
          }
        });
  }

  private void inTransaction(Consumer<List<Decision>> deciding) {
    service
        .store()
        .executeWithoutResult(
            tx -> {
              List<Decision> decided = new ArrayList<>();
              deciding.accept(decided);
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
              followUp(decision, decided);
            });
  }

  /// After the end somebody found access; what follows belongs to the same transaction.
  private void followUp(Decision decision, List<Decision> decided) {
    if (decision.verdict() instanceof dev.offboard.orchestrator.saga.Verdict.FollowUpNeeded) {
      insertIfNone(
          core.followUp(following(decision.next()), installation.clock().instant()), decided);
    }
  }

  private void say(List<Decision> decided) {
    List<OutgoingMessage> messages = new ArrayList<>();
    List<StateChange> changes = new ArrayList<>();
    for (Decision decision : decided) {
      for (Announcement announcement : decision.announcements()) {
        messages.add(
            new OutgoingMessage(
                Topics.lifecycle(decision.next().policy().priority()),
                announcement.user().key(),
                announcement));
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

  private Optional<Offboarding> live(UserRef user) {
    return of(user).stream().filter(Offboarding::isLive).findFirst();
  }

  /// Live, or to be swept.
  List<Offboarding> waiting() {
    return rows.rows().stream().filter(row -> row.wakeAt() != null).toList();
  }
}
