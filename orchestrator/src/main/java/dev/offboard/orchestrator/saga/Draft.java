package dev.offboard.orchestrator.saga;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StateChange;
import dev.offboard.orchestrator.saga.PhaseDefinition.Call;
import dev.offboard.orchestrator.saga.SagaEvent.Reported;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A decision while it is being made: the offboarding as it will be, and what is to be said. Lives
/// for one call of [Saga].
final class Draft {
  private final SagaDefinition definition;
  private final Offboarding before;
  private final Instant now;
  private final Steps steps;
  private final List<Announcement> announcements = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final List<StateChange> changes = new ArrayList<>();
  private OffboardingState state;
  private Milestones milestones;
  private @Nullable Initiator undoneBy;
  private Approvals approvals;
  private int stateChanges;

  private Draft(SagaDefinition definition, Offboarding before, Instant now) {
    this.definition = definition;
    this.before = before;
    this.now = now;
    this.steps = new Steps(before.steps(), now);
    this.state = before.state();
    this.milestones = before.milestones();
    this.undoneBy = before.undoneBy();
    this.approvals = before.approvals();
    this.stateChanges = before.stateChanges();
  }

  static Draft of(SagaDefinition definition, Offboarding offboarding, Instant now) {
    return new Draft(definition, offboarding, now);
  }

  /// An offboarding that has no state yet; its first move gives it one.
  static Draft of(SagaDefinition definition, Requested requested, Instant now) {
    return new Draft(definition, requested.withoutState(now), now);
  }

  Draft undoneBy(Initiator initiator) {
    undoneBy = initiator;
    return this;
  }

  Draft approvals(Approvals by) {
    approvals = by;
    return this;
  }

  Draft effectiveAt(Instant at) {
    milestones = milestones.effective(at);
    return this;
  }

  /// What it had come to doesn't count any more: it starts now, and nobody has undone it.
  Draft startedAnew() {
    milestones = Milestones.of(milestones.requestedAt(), now);
    undoneBy = null;
    return this;
  }

  /// Nobody is asked again about this phase: what it found is taken care of elsewhere.
  Draft settled(Phase phase) {
    steps.settle(phase);
    return this;
  }

  /// Takes one row of the table. Entering a state announces what the definition says.
  Draft move(Transition transition, Initiator by, String why) {
    take(transition, by, why);
    entered();
    return this;
  }

  /// Those who have not confirmed are told once more, on record. Nobody gets more time by it.
  Draft retry(Transition transition, Initiator by, PhaseDefinition phase) {
    List<ParticipantName> asked =
        steps.outstanding(phase.phase()).map(Step::participant).sorted().toList();
    take(
        transition,
        by,
        "asked again: " + String.join(", ", asked.stream().map(ParticipantName::value).toList()));
    announce(phase, asked);
    return this;
  }

  private void take(Transition transition, Initiator by, String why) {
    OffboardingState from = stateChanges == 0 ? null : state;
    if (from != transition.from()) {
      throw new IllegalStateException(
          "%s leaves %s, but offboarding %s is in %s; nothing is saved and the event is tried again"
              .formatted(transition, transition.from(), before.id(), from));
    }
    state = transition.to();
    transitions.add(transition);
    changes.add(
        new StateChange(
            before.id(),
            before.user().tenantId(),
            before.user().userId(),
            before.epoch(),
            ++stateChanges,
            from,
            state,
            by,
            why,
            now,
            before.isRoleChange() ? before.roles() : null,
            null,
            transition.saysTerms() ? before.terms(approvals) : null));
  }

  private void entered() {
    Optional<PhaseDefinition> awaited = definition.awaitedIn(state);
    milestones =
        milestones.awaiting(
            awaited.map(phase -> now.plus(before.policy().deadlineOf(phase))).orElse(null));
    awaited.ifPresent(phase -> announce(phase, phase.participants()));
    if (state == OffboardingState.AWAITING_APPROVAL && approvals.given().isEmpty()) {
      approvals = approvals.until(now.plus(before.policy().fourEyes().within()));
    }
    if (state == OffboardingState.REVOKED) {
      milestones = milestones.revoked(now).sweeping(before.policy().nextSweep(now, now));
    }
    if (state == OffboardingState.COMPLETED && before.isRoleChange()) {
      // a role may be granted again now: what a sweep would find is no residual access; and nobody
      // is told of a completed offboarding, because the user is still there
      milestones = milestones.completed(now).sweeping(null);
      settled(Phase.VERIFY);
    } else if (state == OffboardingState.COMPLETED) {
      milestones = milestones.completed(now);
      announcements.add(Announcements.offboardingCompleted(next()));
    }
  }

  /// To those whose pause is over, and to nobody else.
  Draft announceAgain(PhaseDefinition phase, Duration patience) {
    steps.beWaitedFor(phase, patience);
    List<ParticipantName> due = steps.due(phase).map(Step::participant).sorted().toList();
    if (!due.isEmpty()) {
      announce(phase, due);
    }
    return this;
  }

  /// Somebody whose pause is over has found access that is left.
  boolean isResidualDue(PhaseDefinition phase) {
    return steps.due(phase).anyMatch(Step::isResidual);
  }

  /// Asks everybody once more, and plans when to do so again.
  Draft sweep(PhaseDefinition phase) {
    milestones =
        milestones.sweeping(
            before.policy().nextSweep(requireNonNull(milestones.revokedAt(), "swept"), now));
    announce(phase, phase.participants());
    return this;
  }

  private void announce(PhaseDefinition phase, List<ParticipantName> participants) {
    int attempt = steps.announced(phase.phase(), participants);
    Instant respondBy =
        Objects.requireNonNullElseGet(
            milestones.respondBy(), () -> now.plus(before.policy().deadlineOf(phase)));
    announcements.add(phase.announces().of(next(), new Call(attempt, participants, respondBy)));
  }

  /// Puts a report on its step, or says why it doesn't count.
  Optional<IgnoredReason> answer(Reported reported, PhaseDefinition phase) {
    Optional<IgnoredReason> fenced = Fence.against(reported, before, phase);
    if (fenced.isPresent()) {
      return fenced;
    }
    Step.Key key = new Step.Key(phase.phase(), reported.participant());
    Step step = before.step(key).orElseThrow();
    Step answered = step.answered(reported.report(), now);
    if (Fence.isAnswered(step, answered.state())) {
      return Optional.of(IgnoredReason.ALREADY_ANSWERED);
    }
    steps.replace(answered);
    return Optional.empty();
  }

  boolean isAwaitingSomebody() {
    return outstanding().findAny().isPresent();
  }

  private Stream<Step> outstanding() {
    return definition.awaitedIn(state).stream().flatMap(phase -> steps.outstanding(phase.phase()));
  }

  /// Who keeps the offboarding from going on; while it is revoked again, also who made it so.
  private List<Step> concerning() {
    Stream<Step> found =
        state == OffboardingState.REVOKING ? swept().filter(Step::isResidual) : Stream.of();
    return Stream.concat(outstanding(), found).toList();
  }

  /// Whom a sweep still waits for.
  private Stream<Step> swept() {
    return steps.outstanding(Phase.VERIFY);
  }

  Decision accepted() {
    return decided(new Verdict.Accepted());
  }

  Decision decided(Verdict verdict) {
    return new Decision(next(), announcements, transitions, changes, verdict);
  }

  private Offboarding next() {
    return new Offboarding(
        before.id(),
        before.user(),
        before.epoch(),
        before.reason(),
        before.initiator(),
        before.policy(),
        state,
        milestones,
        undoneBy,
        steps.all(),
        stateChanges,
        Concerns.about(concerning(), before, milestones, now),
        new WakeUp(state, milestones, outstanding().toList(), swept().toList(), approvals.until())
            .after(now, before.policy()),
        before.follows(),
        before.roles(),
        approvals);
  }
}
