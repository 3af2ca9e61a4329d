package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.UserRef;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One offboarding driven by hand: say what happens, expect what is announced.
final class SagaRun {
  static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  static final Initiator PERSON = new Initiator("hr-7", "operator");
  static final ParticipantName[] ALL = {IDENTITY, ENTITLEMENT, SESSION, AUDIT};
  static final List<HeldRole> ROLES =
      List.of(new HeldRole("crm", "manager"), new HeldRole("wiki", "editor"));
  private static final OffboardingId ID = new OffboardingId(new UUID(7, 1));

  private final List<StateChange> history = new ArrayList<>();
  private Instant now = START;
  private Duration patience = Duration.ZERO;
  private Decision last;

  static final Party REQUESTER = new Party(PERSON, UserRef.of("acme", "hr-person"));
  static final Party APPROVER = Party.of(new Initiator("boss-1", "approver"));
  static final Party SECOND_APPROVER = Party.of(new Initiator("boss-2", "approver"));

  private SagaRun(PolicySnapshot policy, Instant effectiveAt, List<HeldRole> roles) {
    this(policy, effectiveAt, roles, null);
  }

  private SagaRun(
      PolicySnapshot policy, Instant effectiveAt, List<HeldRole> roles, @Nullable Asked asked) {
    last =
        Saga.begin(
            Definitions.of(roles),
            new Requested(
                ID,
                UserRef.of("acme", "u-1"),
                new Epoch(3),
                new ReasonCode("contract-end"),
                PERSON,
                policy,
                effectiveAt,
                null,
                roles,
                Approvals.of(REQUESTER, asked)),
            now);
    history.addAll(last.stateChanges());
  }

  static SagaRun requested(PolicySnapshot policy) {
    return new SagaRun(policy, START, List.of());
  }

  /// Of somebody who stays.
  static SagaRun roleChange(PolicySnapshot policy) {
    return new SagaRun(policy, START, ROLES);
  }

  static SagaRun roleChangeIn(Duration delay, PolicySnapshot policy) {
    return new SagaRun(policy, START.plus(delay), ROLES);
  }

  static SagaRun asking(int approvals, PolicySnapshot policy) {
    return new SagaRun(policy, START, List.of(), asked("p1", approvals));
  }

  static SagaRun askingIn(Duration delay, PolicySnapshot policy) {
    return new SagaRun(policy, START.plus(delay), List.of(), asked("p1", 1));
  }

  static SagaRun askingForRoles(PolicySnapshot policy) {
    return new SagaRun(policy, START, ROLES, asked("p1", 1));
  }

  static Asked asked(String plan, int approvals) {
    return new Asked(approvals, "{\"plan\":\"" + plan + "\"}", plan, List.of("policy"));
  }

  static SagaRun requestedIn(Duration delay, PolicySnapshot policy) {
    return new SagaRun(policy, START.plus(delay), List.of());
  }

  static PolicySnapshot holding(Duration gracePeriod) {
    return new PolicySnapshot("hold", 1, gracePeriod, Map.of(), Refusal.HOLD, 3);
  }

  static PolicySnapshot reinstating(Duration gracePeriod) {
    return new PolicySnapshot("planned", 1, gracePeriod, Map.of(), Refusal.REINSTATE, 3);
  }

  static PolicySnapshot emergency() {
    return new PolicySnapshot(
        "emergency",
        1,
        Duration.ofDays(7),
        Map.of(),
        Refusal.HOLD,
        3,
        PolicySnapshot.Erase.AFTER_GRACE_PERIOD,
        List.of(),
        Priority.URGENT);
  }

  /// As a stored offboarding may be found: in a state this version doesn't drive.
  SagaRun foundIn(OffboardingState state) {
    Offboarding found = offboarding();
    last =
        Decision.unchanged(
            new Offboarding(
                found.id(),
                found.user(),
                found.epoch(),
                found.reason(),
                found.initiator(),
                found.policy(),
                state,
                found.milestones(),
                found.undoneBy(),
                found.steps(),
                found.stateChanges(),
                found.attention(),
                found.wakeAt(),
                found.follows(),
                found.roles(),
                found.approvals()),
            last.verdict());
    return this;
  }

  /// Each completes; once all have, each also reads back that nothing is left.
  SagaRun completes(ParticipantName... participants) {
    OffboardingState before = offboarding().state();
    completesUnverified(participants);
    return before == OffboardingState.REVOKING
            && offboarding().state() == OffboardingState.VERIFYING
        ? readsNothing(ALL)
        : this;
  }

  SagaRun completesUnverified(ParticipantName... participants) {
    for (ParticipantName participant : participants) {
      reports(participant, answer(participant).completed(0));
    }
    return this;
  }

  SagaRun readsNothing(ParticipantName... participants) {
    for (ParticipantName participant : participants) {
      reports(participant, answer(participant).residual(Evidence.NONE));
    }
    return this;
  }

  SagaRun readsResidual(ParticipantName participant) {
    return reports(participant, answer(participant).residual(Evidence.of("sessions", 1)));
  }

  SagaRun completesWithResidual(ParticipantName participant, long residual) {
    return reports(participant, answer(participant).completed(residual));
  }

  SagaRun fails(ParticipantName participant, String code) {
    return reports(participant, answer(participant).failed(code));
  }

  SagaRun refuses(ParticipantName participant, String code) {
    return reports(participant, answer(participant).refused(code));
  }

  SagaRun progresses(ParticipantName participant, String progress) {
    return reports(participant, answer(participant).progressed(progress));
  }

  SagaRun reports(ParticipantName participant, StepReport report) {
    return happens(new Reported(participant, report));
  }

  SagaRun undone() {
    return happens(new UndoRequested(PERSON));
  }

  SagaRun retried() {
    return happens(new RetryRequested(PERSON));
  }

  StateChange lastChange() {
    return last.stateChanges().getLast();
  }

  /// A scheduled one is looked at before it starts, and nothing has changed.
  SagaRun timerFires() {
    return offboarding().state() == OffboardingState.SCHEDULED
        ? startChecked(new StartConditions.Hold("nothing has changed"))
        : happens(new TimerFired(patience));
  }

  SagaRun approvedBy(Party party) {
    return happens(new Approved(party, offboarding().approvals().asked().planHash()));
  }

  SagaRun approvedBy(Party party, String planHash) {
    return happens(new Approved(party, planHash));
  }

  SagaRun deniedBy(Party party) {
    return happens(new Denied(party, new ReasonCode("not-needed")));
  }

  SagaRun requestedAgain(
      Instant effectiveAt, PolicySnapshot policy, Party by, @Nullable Asked asked) {
    return happens(
        new SoonerRequested(
            effectiveAt,
            by.initiator(),
            new ReasonCode("immediate-termination"),
            policy,
            List.of(),
            by.person(),
            asked));
  }

  SagaRun startChecked(StartConditions found) {
    return happens(new StartChecked(found));
  }

  SagaRun requestedAgain(Instant effectiveAt, PolicySnapshot policy) {
    return requestedAgain(effectiveAt, policy, List.of());
  }

  SagaRun requestedAgain(Instant effectiveAt, PolicySnapshot policy, List<HeldRole> roles) {
    return happens(
        new SoonerRequested(
            effectiveAt,
            PERSON,
            new ReasonCode("immediate-termination"),
            policy,
            roles,
            null,
            null));
  }

  /// Moves the clock only.
  SagaRun later(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  /// Moves the clock to `wakeAt`, where the timer fires.
  SagaRun untilWoken() {
    Instant wakeAt = offboarding().wakeAt();
    assertThat(wakeAt).as("wakeAt of %s", offboarding()).isNotNull();
    now = wakeAt;
    return timerFires();
  }

  SagaRun withPatience(Duration answerTime) {
    patience = answerTime;
    return this;
  }

  private SagaRun happens(SagaEvent event) {
    last = Saga.decide(offboarding().definition(), offboarding(), event, now);
    history.addAll(last.stateChanges());
    return this;
  }

  /// An answer as `participant` would give it to the latest announcement of the running phase.
  Answer answer(ParticipantName participant) {
    Phase phase =
        offboarding()
            .definition()
            .awaitedIn(offboarding().state())
            .map(PhaseDefinition::phase)
            .orElseGet(() -> isSwept(participant) ? Phase.VERIFY : Phase.REVOKE);
    int attempt = offboarding().step(new Step.Key(phase, participant)).map(Step::attempt).orElse(1);
    return new Answer(ID, offboarding().user(), offboarding().epochOf(phase), attempt, phase, now);
  }

  private boolean isSwept(ParticipantName participant) {
    return offboarding()
        .step(new Step.Key(Phase.VERIFY, participant))
        .filter(Step::isOutstanding)
        .isPresent();
  }

  Offboarding offboarding() {
    return last.next();
  }

  Decision decision() {
    return last;
  }

  Step step(Phase phase, ParticipantName participant) {
    return offboarding().step(new Step.Key(phase, participant)).orElseThrow();
  }

  SagaRun expectState(OffboardingState state) {
    assertThat(offboarding().state()).isEqualTo(state);
    return this;
  }

  SagaRun expectHistory(OffboardingState... states) {
    assertThat(history).extracting(StateChange::to).containsExactly(states);
    assertThat(history.getLast().sequence()).isEqualTo(states.length);
    return this;
  }

  SagaRun expectAnnounced(
      Class<? extends PhaseAnnouncement> type, int attempt, ParticipantName... to) {
    List<PhaseAnnouncement> announced =
        last.announcements().stream()
            .filter(PhaseAnnouncement.class::isInstance)
            .map(PhaseAnnouncement.class::cast)
            .toList();
    assertThat(announced).hasSize(1).first().isInstanceOf(type);
    assertThat(announced.getFirst().attempt()).isEqualTo(attempt);
    assertThat(announced.getFirst().participants()).containsExactlyInAnyOrder(to);
    assertThat(announced.getFirst().offboardingId()).isEqualTo(ID);
    return this;
  }

  SagaRun expectNothingAnnounced() {
    assertThat(last.announcements()).isEmpty();
    return this;
  }

  SagaRun expectIgnored(IgnoredReason reason) {
    assertThat(last.verdict()).isEqualTo(new Verdict.Ignored(reason));
    assertThat(last.announcements()).isEmpty();
    assertThat(last.stateChanges()).isEmpty();
    return this;
  }

  SagaRun expectRefused() {
    assertThat(last.verdict())
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.state()).isEqualTo(offboarding().state()));
    assertThat(last.announcements()).isEmpty();
    assertThat(last.stateChanges()).isEmpty();
    return this;
  }

  SagaRun expectConflict(Verdict.Conflict conflict) {
    expectRefused();
    assertThat(((Verdict.Refused) last.verdict()).conflict()).isEqualTo(conflict);
    return this;
  }

  SagaRun expectAccepted() {
    assertThat(last.verdict()).isEqualTo(new Verdict.Accepted());
    return this;
  }

  SagaRun expectAttention(String... words) {
    assertThat(offboarding().attention()).as("needs attention").isNotNull();
    assertThat(offboarding().attention().reason()).contains(words);
    return this;
  }

  SagaRun expectNoAttention() {
    assertThat(offboarding().attention()).isNull();
    return this;
  }

  SagaRun expectWake(Duration fromNow) {
    assertThat(offboarding().wakeAt()).isEqualTo(now.plus(fromNow));
    return this;
  }

  Announcement announced() {
    return last.announcements().getFirst();
  }
}
