package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.Fence;
import dev.offboard.messaging.testkit.memory.MemoryInbox;
import dev.offboard.messaging.testkit.memory.MemoryService;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.StartConditions;
import dev.offboard.orchestrator.saga.Transition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.CannotCreateTransactionException;

/// Plays a schedule on an installation, checked after every act; then faults stop and everything
/// must end.
final class World {
  private static final int MOST_ROWS = 8;
  private static final int MOST_RECORDS = 6;
  private static final int FARTHEST_BACK = 12;

  private static final byte[] RUBBISH = "{\"offboardingId\": ".getBytes(StandardCharsets.UTF_8);

  private final Installation installation;
  private final Invariants invariants;
  private final Calm calm;
  private final Trace trace;
  private final List<Request> lookedUp = new ArrayList<>();
  private List<OffboardingId> foundDue = List.of();

  World(long seed, Twin twin, Trace trace) {
    this.installation = new Installation(seed, twin);
    this.invariants = new Invariants(installation);
    this.calm = new Calm(installation, invariants);
    this.trace = trace;
  }

  /// @throws Violation if an invariant does not hold
  void play(List<Act> schedule) {
    for (Act act : schedule) {
      installation.faults().arm(act.fault());
      String outcome;
      try {
        outcome = play(act);
      } catch (Fault.Crash | Fault.Surprise | CannotCreateTransactionException struck) {
        outcome = act.kind() + " ends with: " + struck.getMessage();
      }
      installation.faults().arm(Fault.NONE);
      trace.note(installation.clock().instant(), outcome);
      invariants.hold();
    }
    calm.untilAllEnd();
    trace.note(installation.clock().instant(), "faults have stopped and causes are gone");
  }

  Set<Transition> taken() {
    return installation.watch().taken();
  }

  private String play(Act act) {
    return switch (act.kind()) {
      case LOOK_UP -> lookUp(act);
      case BEGIN -> begin(act);
      case UNDO -> undo(act);
      case RETRY -> retry(act);
      case JUDGE -> new Judge(installation.orchestrator()).judge(act);
      case REHIRE -> rehire(act);
      case GRANT -> grant(act);
      case PLANT -> plant(act);
      case RELAY -> relay(act);
      case POLL -> poll(act);
      case FIND_DUE -> findDue();
      case FIRE -> fire(act);
      case FINISH -> finish(act);
      case TICK -> tick(act);
      case REWIND -> rewind(act);
      case REPUBLISH -> republish(act);
      case DROP -> drop(act);
      case FORGET -> forget(act);
      case REPLAY ->
          installation.deadLetters().replayAny(act)
              ? "a dead letter is replayed"
              : "no dead letter";
      case RUBBISH -> rubbish(act);
      case LULL -> {
        calm.spread();
        yield "everything said is heard before time passes";
      }
      case CALM -> {
        calm.untilTheWillingEnd();
        yield "nothing fails for a while";
      }
    };
  }

  private String lookUp(Act act) {
    UserRef user = act.who(Installation.USERS);
    Fence fence = installation.identity().kit().fence(user);
    if (!fence.isOpen()) {
      return "the directory says %s is %s".formatted(user, fence.standing());
    }
    lookedUp.add(Request.of(user, fence.epoch(), act.how()));
    return "the directory says %s works here, epoch %s".formatted(user, fence.epoch());
  }

  private String begin(Act act) {
    if (lookedUp.isEmpty()) {
      return "no request";
    }
    Request request = lookedUp.remove(act.who() % lookedUp.size());
    Duration startsIn = act.how() % 4 == 0 ? Duration.ofSeconds(30) : Duration.ZERO;
    installation.orchestrator().request(request, startsIn);
    return "%s, starts in %s".formatted(request, startsIn);
  }

  private String undo(Act act) {
    List<Offboarding> all = List.copyOf(installation.orchestrator().all());
    if (all.isEmpty()) {
      return "nothing to undo";
    }
    List<Offboarding> live = installation.orchestrator().live();
    Offboarding undone = act.who(live.isEmpty() || act.how() % 4 == 0 ? all : live);
    installation.orchestrator().undo(undone.id(), Request.SOMEBODY);
    return "somebody undoes %s, which is %s".formatted(undone.id(), undone.state());
  }

  private String retry(Act act) {
    List<Offboarding> live = installation.orchestrator().live();
    if (live.isEmpty()) {
      return "nobody to ask again";
    }
    Offboarding asked = act.who(live);
    installation.orchestrator().retry(asked.id(), Request.SOMEBODY);
    return "somebody asks again about %s, which is %s".formatted(asked.id(), asked.state());
  }

  private String rehire(Act act) {
    UserRef user = act.who(Installation.USERS);
    Fence known = installation.identity().kit().fence(user);
    if (known.isOpen()) {
      return "%s works here".formatted(user);
    }
    installation.orchestrator().rehire(user);
    return "somebody wants %s back".formatted(user);
  }

  private String plant(Act act) {
    UserRef user = act.who(Installation.USERS);
    SimulatedParticipant at = installation.participants().get(act.how() % 4);
    at.plant(user);
    return "somebody gives %s access to %s by hand".formatted(user, at.name());
  }

  private String grant(Act act) {
    UserRef user = act.who(Installation.USERS);
    SimulatedParticipant by = installation.participants().get(act.how() % 4);
    by.grant(user);
    return "%s asks %s for access and has %s".formatted(user, by.name(), by.holdings(user));
  }

  private String relay(Act act) {
    List<Relay> behind = installation.relays().stream().filter(Relay::isBehind).toList();
    if (behind.isEmpty()) {
      return "nothing to publish";
    }
    Relay relay = act.who(behind);
    relay.publish(act.howMany(MOST_ROWS));
    return "the relay publishes for %s".formatted(relay.name());
  }

  private String poll(Act act) {
    List<Subscription> behind =
        installation.subscriptions().stream().filter(Subscription::isBehind).toList();
    if (behind.isEmpty()) {
      return "nothing to read";
    }
    Subscription subscription = act.who(behind);
    int partition = partition(act, subscription);
    int handled = subscription.poll(partition, act.howMany(MOST_RECORDS));
    return "%s handles %d of %s-%d"
        .formatted(subscription.name(), handled, subscription.topic(), partition);
  }

  /// The one it is behind in; of two, any.
  private static int partition(Act act, Subscription subscription) {
    int any = act.how() / MOST_RECORDS % Broker.PARTITIONS;
    return subscription.isBehind(any) ? any : 1 - any;
  }

  private String findDue() {
    foundDue = installation.orchestrator().findDue();
    return "due are %s".formatted(foundDue);
  }

  /// Those another orchestrator has found due, those due now, or, far too early, all.
  private String fire(Act act) {
    SimulatedOrchestrator orchestrator = installation.orchestrator();
    List<OffboardingId> fired = foundDue.isEmpty() ? orchestrator.findDue() : foundDue;
    if (act.who() % 3 == 0) {
      fired = orchestrator.all().stream().map(Offboarding::id).toList();
    }
    foundDue = List.of();
    StartConditions conditions =
        act.how() % 5 == 0
            ? new StartConditions.Fail("the user has come back")
            : act.how() % 5 == 1
                ? new StartConditions.Drifted(Judge.DRIFTED, "holds another role")
                : new StartConditions.Hold("nothing has changed");
    orchestrator.fire(fired, Duration.ofSeconds(act.how() % 8), conditions);
    return "timers fire of %s".formatted(fired);
  }

  private String finish(Act act) {
    SimulatedParticipant participant = act.who(installation.participants());
    participant.finish();
    return "%s ends what was under way".formatted(participant.name());
  }

  private String tick(Act act) {
    Optional<Instant> next = calm.nextWake();
    if (act.how() % 3 == 0 || next.isEmpty()) {
      installation.clock().advance(Duration.ofMillis(act.who() % 20_000));
    } else {
      installation.clock().advanceTo(next.get());
    }
    return "time passes";
  }

  private String rewind(Act act) {
    Subscription subscription = act.who(installation.subscriptions());
    subscription.rewind(act.how() % Broker.PARTITIONS, act.howMany(FARTHEST_BACK));
    return "%s reads %d again".formatted(subscription.name(), act.howMany(FARTHEST_BACK));
  }

  private String republish(Act act) {
    Relay relay = act.who(installation.relays());
    relay.goBack(act.howMany(FARTHEST_BACK * 3));
    return "the relay of %s goes back".formatted(relay.name());
  }

  private String drop(Act act) {
    Subscription subscription = act.who(installation.subscriptions());
    int partition = act.how() % Broker.PARTITIONS;
    if (!subscription.isBehind(partition) || invariants.mustNotBeLost(subscription)) {
      return "nothing is lost";
    }
    installation.deadLetters().lost(subscription.name(), subscription.drop(partition));
    return "%s loses a record of %s-%d"
        .formatted(subscription.name(), subscription.topic(), partition);
  }

  private String forget(Act act) {
    MemoryService service = act.who(installation.subscriptions()).service();
    if (service.inbox() instanceof MemoryInbox inbox) {
      service
          .store()
          .executeWithoutResult(
              tx -> {
                inbox.forgetEverything();
                service.store().afterCommit(() -> forgets(service));
              });
    }
    return "the inbox of %s forgets".formatted(service.name());
  }

  private void forgets(MemoryService service) {
    installation.subscriptions().stream()
        .filter(subscription -> subscription.service() == service)
        .forEach(subscription -> installation.watch().forgets(subscription.name()));
  }

  private String rubbish(Act act) {
    Subscription reader = act.who(installation.subscriptions());
    installation.broker().append(reader.topic(), "key-" + act.how() % 9, RUBBISH);
    return "somebody writes rubbish to %s".formatted(reader.topic());
  }
}
