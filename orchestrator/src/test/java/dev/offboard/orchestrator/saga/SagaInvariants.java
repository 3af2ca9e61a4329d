package dev.offboard.orchestrator.saga;

import static dev.offboard.orchestrator.saga.ChangeRoles.CHANGE_ROLES;
import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.RoleAnnouncement;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StepReport.StepRefused;
import dev.offboard.contracts.Terms;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.orchestrator.saga.SagaEvent.Reported;
import dev.offboard.orchestrator.saga.SagaEvent.UndoRequested;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must be true after every decision about one offboarding, whatever the event was.
public final class SagaInvariants {
  private final long seed;
  private final Set<OffboardingState> seen = EnumSet.noneOf(OffboardingState.class);
  private final Map<Step.Key, Integer> attempts = new HashMap<>();
  private @Nullable Terms terms;
  private int sequence;
  private boolean anythingAnnounced;

  public SagaInvariants(long seed) {
    this.seed = seed;
  }

  public void begun(Decision decision) {
    movesAlongTheDiagram(null, decision);
    seen.add(decision.next().state());
    decision.announcements().forEach(said -> announced(said, decision.next()));
  }

  public void hold(Offboarding before, SagaEvent event, Decision decision, Instant now) {
    movesAlongTheDiagram(before.state(), decision);
    ignoredChangesNothing(before, decision);
    accessIsGivenBackOnlyOnRequestOrByPolicy(before, event, decision);
    decision.transitions().forEach(transition -> seen.add(transition.to()));
    decision.announcements().forEach(said -> announced(said, decision.next()));
    cancelledDidNothingAndErasedStaysErased(decision);
    wakesUpWhileSomethingIsToBeDone(decision.next(), now);
    attentionIsOnlyForTheLiving(decision.next());
    aRoleChangeLeavesTheUser(decision);
    approvalsAreOthers(decision.next());
  }

  private void movesAlongTheDiagram(OffboardingState from, Decision decision) {
    OffboardingState at = from;
    for (StateChange change : decision.stateChanges()) {
      sequence++;
      assertThat(change.sequence()).as("I9, seed %d: %s", seed, change).isEqualTo(sequence);
      assertThat(change.from()).as("I8, seed %d: %s", seed, change).isEqualTo(at);
      assertThat(Arrays.stream(Transition.values()))
          .as("I8, seed %d: %s is on the diagram", seed, change)
          .anyMatch(row -> Objects.equals(row.from(), change.from()) && row.to() == change.to());
      at = change.to();
      terms = change.terms() == null ? terms : change.terms();
    }
    assertThat(decision.next().state()).as("I8, seed %d", seed).isEqualTo(at);
    assertThat(decision.next().stateChanges()).as("I9, seed %d", seed).isEqualTo(sequence);
    theHistorySaysWhatItRunsUnder(decision.next());
  }

  /// Nothing has been done under the terms of one that is still to start.
  private void theHistorySaysWhatItRunsUnder(Offboarding next) {
    if (next.state() != OffboardingState.SCHEDULED
        && next.state() != OffboardingState.AWAITING_APPROVAL) {
      PolicySnapshot policy = next.policy();
      assertThat(terms)
          .as("seed %d", seed)
          .isEqualTo(
              new Terms(
                  next.reason(), policy.name(), policy.version(), next.approvals().complete()));
    }
  }

  private void ignoredChangesNothing(Offboarding before, Decision decision) {
    if (decision.verdict() instanceof Verdict.Ignored
        || decision.verdict() instanceof Verdict.Refused) {
      assertThat(decision.next()).as("seed %d", seed).isSameAs(before);
      assertThat(decision.announcements()).as("seed %d", seed).isEmpty();
    }
  }

  private void accessIsGivenBackOnlyOnRequestOrByPolicy(
      Offboarding before, SagaEvent event, Decision decision) {
    if (decision.next().state() == OffboardingState.REINSTATING
        && before.state() != OffboardingState.REINSTATING) {
      boolean byPolicy =
          event instanceof Reported reported
              && reported.report() instanceof StepRefused
              && before.policy().onRefusal() == Refusal.REINSTATE;
      assertThat(event instanceof UndoRequested || byPolicy)
          .as("fail secure, seed %d: %s", seed, event)
          .isTrue();
    }
  }

  private void cancelledDidNothingAndErasedStaysErased(Decision decision) {
    if (decision.next().state() == OffboardingState.CANCELLED) {
      assertThat(anythingAnnounced).as("I5, seed %d: cancelled did nothing", seed).isFalse();
    }
    if (seen.contains(OffboardingState.ERASING)) {
      assertThat(decision.next().state())
          .as("I5, seed %d: past the pivot never reinstated", seed)
          .isNotEqualTo(OffboardingState.REINSTATING);
      assertThat(decision.announcements())
          .as("I5, seed %d", seed)
          .noneMatch(UserReinstated.class::isInstance);
    }
  }

  /// Requesters, approvers and the person concerned are different people.
  private void approvalsAreOthers(Offboarding next) {
    Approvals approvals = next.approvals();
    assertThat(approvals.given())
        .as("four eyes, seed %d: %s", seed, approvals)
        .noneMatch(given -> approvals.isRequestedBy(given.approver()))
        .noneMatch(given -> given.approver().is(next.user()));
    assertThat(approvals.given().stream().map(it -> it.approver().initiator()).distinct())
        .as("four eyes, seed %d", seed)
        .hasSameSizeAs(approvals.given());
  }

  private void announced(Announcement announcement, Offboarding by) {
    assertThat(by.approvals().missing())
        .as("I5, seed %d: nothing is announced before it is approved: %s", seed, announcement)
        .isZero();
    anythingAnnounced = true;
    boolean isOfTheWhole = by.roles().isEmpty();
    if (isOfTheWhole) {
      assertThat(announcement)
          .as("seed %d: takes roles of a user who leaves", seed)
          .isNotInstanceOf(RoleAnnouncement.class);
    }
    if (announcement instanceof PhaseAnnouncement phase) {
      SagaDefinition definition =
          announcement instanceof RoleAnnouncement || !isOfTheWhole ? CHANGE_ROLES : OFFBOARD_USER;
      assertThat(definition.phase(phase.phase()).participants())
          .as("seed %d", seed)
          .containsAll(phase.participants());
      phase
          .participants()
          .forEach(
              participant -> {
                Integer earlier =
                    attempts.put(new Step.Key(phase.phase(), participant), phase.attempt());
                assertThat(earlier == null || earlier < phase.attempt())
                    .as("attempts grow, seed %d: %s", seed, phase)
                    .isTrue();
              });
    }
  }

  private void wakesUpWhileSomethingIsToBeDone(Offboarding next, Instant now) {
    if (next.state() != OffboardingState.COMPLETED) {
      assertThat(next.wakeAt() == null)
          .as("I1, seed %d: %s at %s", seed, next, now)
          .isEqualTo(next.state().isTerminal());
    }
  }

  /// Who stays is neither deprovisioned nor erased, and no epoch begins.
  private void aRoleChangeLeavesTheUser(Decision decision) {
    if (!decision.next().roles().isEmpty()) {
      assertThat(decision.announcements())
          .as("role change, seed %d", seed)
          .noneMatch(
              said ->
                  said instanceof UserDeprovisioned
                      || said instanceof UserErased
                      || said instanceof UserReinstated);
      assertThat(decision.next().state())
          .as("role change, seed %d", seed)
          .isNotEqualTo(OffboardingState.ERASING);
    }
  }

  private void attentionIsOnlyForTheLiving(Offboarding next) {
    if (next.attention() != null) {
      assertThat(next.state().isTerminal()).as("seed %d: %s", seed, next).isFalse();
    }
  }
}
