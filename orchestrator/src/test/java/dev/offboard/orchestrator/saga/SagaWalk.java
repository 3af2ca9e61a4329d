package dev.offboard.orchestrator.saga;

import static dev.offboard.orchestrator.saga.ChangeRoles.CHANGE_ROLES;
import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;
import static dev.offboard.orchestrator.saga.SagaRun.APPROVER;
import static dev.offboard.orchestrator.saga.SagaRun.PERSON;
import static dev.offboard.orchestrator.saga.SagaRun.REQUESTER;
import static dev.offboard.orchestrator.saga.SagaRun.ROLES;
import static dev.offboard.orchestrator.saga.SagaRun.SECOND_APPROVER;
import static dev.offboard.orchestrator.saga.SagaRun.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.FourEyes.Guard;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.SagaEvent.Approved;
import dev.offboard.orchestrator.saga.SagaEvent.Denied;
import dev.offboard.orchestrator.saga.SagaEvent.Reported;
import dev.offboard.orchestrator.saga.SagaEvent.RetryRequested;
import dev.offboard.orchestrator.saga.SagaEvent.SoonerRequested;
import dev.offboard.orchestrator.saga.SagaEvent.StartChecked;
import dev.offboard.orchestrator.saga.SagaEvent.TimerFired;
import dev.offboard.orchestrator.saga.SagaEvent.UndoRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// One offboarding in a hostile world, checked after every step.
final class SagaWalk {
  static final Set<String> EVENTS =
      Set.of(
          "StepCompleted",
          "StepProgressed",
          "StepFailed",
          "StepRefused",
          "ResidualAccessReported",
          "UndoRequested",
          "RetryRequested",
          "SoonerRequested",
          "StartChecked",
          "Approved",
          "Denied",
          "TimerFired");
  private static final List<Party> APPROVERS = List.of(APPROVER, SECOND_APPROVER);
  private static final int STEPS = 120;

  /// A phase needs a round to be announced again and one to be answered; there are three phases.
  private static final int ROUNDS_TO_THE_END = 20;

  private final Random random;
  private final long seed;
  private final Set<Transition> taken = EnumSet.noneOf(Transition.class);
  private final Set<String> cells = new HashSet<>();
  private final List<PhaseAnnouncement> announced = new ArrayList<>();
  private final List<Reported> inFlight = new ArrayList<>();
  private final SagaInvariants invariants;

  /// A world in which little goes wrong gets further.
  private final boolean isCalm;

  private final int undoOneIn;
  private Instant now = START;
  private Offboarding offboarding;

  SagaWalk(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.invariants = new SagaInvariants(seed);
    this.isCalm = random.nextBoolean();
    this.undoOneIn = random.nextBoolean() ? 3 : 30;
    PolicySnapshot policy =
        new PolicySnapshot(
                "walk",
                1,
                random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(random.nextInt(1, 90)),
                Map.of(Phase.REVOKE, Duration.ofSeconds(random.nextInt(1, 60))),
                random.nextBoolean() ? Refusal.HOLD : Refusal.REINSTATE,
                random.nextInt(1, 4),
                random.nextInt(4) == 0 ? Erase.NEVER : Erase.AFTER_GRACE_PERIOD,
                random.nextBoolean()
                    ? List.of()
                    : List.of(Duration.ofSeconds(1), Duration.ofSeconds(10)),
                Priority.NORMAL)
            .with(
                new FourEyes(
                    0,
                    Duration.ofSeconds(random.nextInt(1, 60)),
                    Guard.REFUSE,
                    Guard.REFUSE,
                    Guard.REFUSE));
    Requested requested =
        new Requested(
            new OffboardingId(new UUID(seed, 1)),
            UserRef.of("acme", "u-" + random.nextInt(9)),
            new Epoch(random.nextInt(1, 5)),
            new ReasonCode("walk"),
            PERSON,
            policy,
            now.plusSeconds(random.nextInt(-30, 30)),
            new OffboardingId(new UUID(seed, 0)),
            List.of(),
            Approvals.of(REQUESTER, random.nextInt(4) == 0 ? asked() : null));
    Decision decision =
        switch (random.nextInt(12)) {
          case 0 -> Saga.followUp(OFFBOARD_USER, unasked(requested), now);
          case 1 -> Saga.rehire(OFFBOARD_USER, unasked(requested), now);
          case 2, 3, 4 -> Saga.begin(CHANGE_ROLES, ofRoles(requested), now);
          default -> Saga.begin(OFFBOARD_USER, requested, now);
        };
    invariants.begun(decision);
    after(decision);
  }

  /// Random events in random order.
  void throughFaults() {
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(15)) {
        case 0, 1, 2, 3 -> participantActs();
        case 4, 5, 6, 7 -> reportArrives();
        case 8, 9 -> timerFires(random.nextInt(3) == 0);
        case 10 -> somebodyForges();
        case 11 -> sometimesUndo();
        case 12 -> somethingChangesAboutTheStart();
        case 13 -> somebodyJudges();
        case 14 -> decide(new RetryRequested(PERSON));
        default -> throw new AssertionError();
      }
    }
  }

  /// Faults have stopped: everything announced is answered with completed, timers fire in time.
  void untilTheEnd() {
    for (int round = 0; round < ROUNDS_TO_THE_END; round++) {
      if (offboarding.state().isTerminal()) {
        return;
      }
      for (PhaseAnnouncement announcement : List.copyOf(announced)) {
        for (ParticipantName participant : announcement.participants()) {
          Answer answer = answer(announcement);
          decide(
              new Reported(
                  participant,
                  announcement.phase() == Phase.VERIFY
                      ? answer.residual(Evidence.NONE)
                      : answer.completed(0)));
        }
      }
      if (offboarding.state() == OffboardingState.AWAITING_APPROVAL) {
        APPROVERS.forEach(
            approver -> decide(new Approved(approver, offboarding.approvals().asked().planHash())));
      } else if (!offboarding.state().isTerminal()) {
        timerFires(true);
        decide(new StartChecked(new StartConditions.Hold("nothing has changed")));
      }
    }
    assertThat(offboarding.state().isTerminal())
        .as("seed %d: %s ends when faults have stopped", seed, offboarding)
        .isTrue();
  }

  Set<Transition> taken() {
    return taken;
  }

  Set<String> cells() {
    return cells;
  }

  private void participantActs() {
    if (announced.isEmpty()) {
      return;
    }
    PhaseAnnouncement announcement =
        random.nextInt(3) == 0
            ? announced.get(random.nextInt(announced.size()))
            : announced.getLast();
    List<ParticipantName> addressed = announcement.participants();
    ParticipantName participant = addressed.get(random.nextInt(addressed.size()));
    inFlight.add(new Reported(participant, something(answer(announcement))));
  }

  private void reportArrives() {
    if (inFlight.isEmpty()) {
      return;
    }
    int at = random.nextInt(inFlight.size());
    boolean again = random.nextInt(4) == 0;
    decide(again ? inFlight.get(at) : inFlight.remove(at));
  }

  private void timerFires(boolean onTime) {
    Instant wakeAt = offboarding.wakeAt();
    if (onTime && wakeAt != null && wakeAt.isAfter(now)) {
      now = wakeAt;
    } else {
      now = now.plusMillis(random.nextInt(3000));
    }
    decide(new TimerFired(Duration.ofSeconds(random.nextInt(8))));
  }

  private void sometimesUndo() {
    if (random.nextInt(undoOneIn) == 0) {
      decide(new UndoRequested(PERSON));
    }
  }

  private void somethingChangesAboutTheStart() {
    if (random.nextInt(offboarding.roles().isEmpty() ? 4 : 2) > 0) {
      decide(
          new StartChecked(
              switch (random.nextInt(8)) {
                case 0, 1 -> new StartConditions.Fail("the user has come back");
                case 2, 3 -> new StartConditions.Drifted(asked(), "holds another role");
                default -> new StartConditions.Hold("nothing has changed");
              }));
    } else {
      decide(
          new SoonerRequested(
              now.plusSeconds(random.nextInt(-5, 20)),
              PERSON,
              new ReasonCode("sooner"),
              random.nextInt(5) > 0 ? offboarding.policy() : urgent(offboarding.policy()),
              random.nextBoolean() ? List.of() : offboarding.roles(),
              null,
              random.nextInt(5) < askedOfFive() ? asked() : null));
    }
  }

  /// What waits for an approval is asked for together with its plan, but for a race.
  private int askedOfFive() {
    return offboarding.state() == OffboardingState.AWAITING_APPROVAL ? 4 : 1;
  }

  private Asked asked() {
    return SagaRun.asked("p" + random.nextInt(4), random.nextInt(1, 3));
  }

  private void somebodyJudges() {
    List<Party> parties =
        List.of(
            APPROVERS.getFirst(),
            APPROVERS.getLast(),
            REQUESTER,
            new Party(new Initiator("concerned", "approver"), offboarding.user()));
    Party by = parties.get(random.nextInt(parties.size()));
    Asked asked = offboarding.approvals().asked();
    decide(
        random.nextInt(4) == 0
            ? new Denied(by, new ReasonCode("not-needed"))
            : new Approved(by, asked == null || random.nextInt(4) == 0 ? "p9" : asked.planHash()));
  }

  private static PolicySnapshot urgent(PolicySnapshot policy) {
    return new PolicySnapshot(
            policy.name(),
            policy.version(),
            policy.gracePeriod(),
            policy.deadlines(),
            policy.onRefusal(),
            policy.attentionAfter(),
            policy.erase(),
            policy.sweeps(),
            Priority.URGENT)
        .with(policy.fourEyes());
  }

  private static Requested unasked(Requested requested) {
    return new Requested(
        requested.id(),
        requested.user(),
        requested.epoch(),
        requested.reason(),
        requested.initiator(),
        requested.policy(),
        requested.effectiveAt(),
        requested.follows());
  }

  private static Requested ofRoles(Requested whole) {
    PolicySnapshot policy = whole.policy();
    return new Requested(
        whole.id(),
        whole.user(),
        whole.epoch(),
        whole.reason(),
        whole.initiator(),
        new PolicySnapshot(
                policy.name(),
                policy.version(),
                policy.gracePeriod(),
                policy.deadlines(),
                policy.onRefusal(),
                policy.attentionAfter(),
                Erase.NEVER,
                policy.sweeps(),
                policy.priority())
            .with(policy.fourEyes()),
        whole.effectiveAt(),
        null,
        ROLES,
        whole.approvals());
  }

  private void somebodyForges() {
    Answer forged =
        new Answer(
            offboarding.id(),
            random.nextInt(5) == 0 ? UserRef.of("other", "u-1") : offboarding.user(),
            new Epoch(random.nextInt(1, 7)),
            random.nextInt(1, 4),
            Phase.values()[random.nextInt(Phase.values().length)],
            now);
    List<String> names = List.of("identity", "entitlement", "session", "audit", "stranger");
    ParticipantName by = new ParticipantName(names.get(random.nextInt(names.size())));
    decide(new Reported(by, something(forged)));
  }

  private StepReport something(Answer answer) {
    return switch (random.nextInt(isCalm ? 60 : 12)) {
      case 0 -> answer.failed("x");
      case 1 -> random.nextInt(3) == 0 ? answer.refused("x") : answer.failed("y");
      case 2 -> answer.progressed("half");
      case 3 -> answer.completed(random.nextInt(3));
      case 4 -> answer.residual(Evidence.of("sessions", random.nextInt(2)));
      default ->
          answer.phase() == Phase.VERIFY
              ? answer.residual(Evidence.of("sessions", residualAccess()))
              : answer.completed(0);
    };
  }

  /// A first verification seldom finds something; later ones and sweeps do.
  private int residualAccess() {
    return offboarding.state() == OffboardingState.VERIFYING && isCalm
        ? random.nextInt(30) / 29
        : random.nextInt(3) / 2;
  }

  private Answer answer(PhaseAnnouncement announcement) {
    return new Answer(
        announcement.offboardingId(),
        announcement.user(),
        announcement.epoch(),
        announcement.attempt(),
        announcement.phase(),
        now);
  }

  private void decide(SagaEvent event) {
    cells.add(offboarding.state() + " x " + nameOf(event));
    Decision decision = Saga.decide(offboarding.definition(), offboarding, event, now);
    invariants.hold(offboarding, event, decision, now);
    after(decision);
  }

  private void after(Decision decision) {
    offboarding = decision.next();
    taken.addAll(decision.transitions());
    decision.announcements().stream()
        .filter(PhaseAnnouncement.class::isInstance)
        .map(PhaseAnnouncement.class::cast)
        .forEach(announced::add);
  }

  private static String nameOf(SagaEvent event) {
    return event instanceof Reported reported
        ? reported.report().getClass().getSimpleName()
        : event.getClass().getSimpleName();
  }
}
