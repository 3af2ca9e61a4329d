package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.Terms;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.SagaEvent.SoonerRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run of the saga for one user, as it stands. Only [Saga] makes the next one from it.
///
/// @param epoch the one that ends; a reinstatement is announced under the next
/// @param undoneBy who asked for the reinstatement; the orchestrator itself when a policy did
/// @param steps one per phase and participant announced to so far, in the order of the saga
/// @param stateChanges how many there were: the sequence number of the latest
/// @param follows the offboarding that led to this one by a sweep or a re-hire
/// @param attention set while a person should look
/// @param roles what a role change takes; empty when it is about the whole user
/// @param approvals who requested it, what has to be approved, and by whom it is
/// @param wakeAt when a timer has to fire at the latest; absent when only an event can move it
public record Offboarding(
    OffboardingId id,
    UserRef user,
    Epoch epoch,
    ReasonCode reason,
    Initiator initiator,
    PolicySnapshot policy,
    OffboardingState state,
    Milestones milestones,
    @Nullable Initiator undoneBy,
    List<Step> steps,
    int stateChanges,
    @Nullable Attention attention,
    @Nullable Instant wakeAt,
    @Nullable OffboardingId follows,
    List<HeldRole> roles,
    Approvals approvals) {
  public Offboarding {
    steps = steps.stream().sorted().toList();
    roles = List.copyOf(roles);
  }

  /// The saga that it is a run of.
  public SagaDefinition definition() {
    return Definitions.of(roles);
  }

  boolean isRoleChange() {
    return !roles.isEmpty();
  }

  /// Stands in the way of another one of this user (invariant I3). A role change that is being
  /// sealed does not: nothing of it can be undone any more, and no offboarding has to wait for its
  /// audit.
  public boolean isLive() {
    return !state.isTerminal() && !(isRoleChange() && state == OffboardingState.SEALING);
  }

  /// The same offboarding as the stronger request wants it.
  Offboarding under(SoonerRequested stronger) {
    return new Offboarding(
        id,
        user,
        epoch,
        stronger.reason(),
        initiator,
        stronger.policy(),
        state,
        milestones,
        undoneBy,
        steps,
        stateChanges,
        attention,
        wakeAt,
        follows,
        stronger.roles(),
        approvals.requestedAgain(stronger.requester(), stronger.asked()));
  }

  /// The same offboarding with the steps that are stored with it.
  public Offboarding withSteps(List<Step> stored) {
    return new Offboarding(
        id,
        user,
        epoch,
        reason,
        initiator,
        policy,
        state,
        milestones,
        undoneBy,
        stored,
        stateChanges,
        attention,
        wakeAt,
        follows,
        roles,
        approvals);
  }

  /// How long everybody may take to take access away.
  public Duration timeToRevoke() {
    return Definitions.of(roles)
        .awaitedIn(OffboardingState.REVOKING)
        .map(policy::deadlineOf)
        .orElseThrow();
  }

  /// What it runs under now, approved so.
  Terms terms(Approvals by) {
    return new Terms(reason, policy.name(), policy.version(), by.complete());
  }

  /// The end of the grace period; absent before REVOKED.
  public @Nullable Instant graceEndsAt() {
    Instant revokedAt = milestones.revokedAt();
    return revokedAt == null ? null : revokedAt.plus(policy.gracePeriod());
  }

  /// The epoch under which `phase` is announced and reported.
  Epoch epochOf(Phase phase) {
    return phase == Phase.REINSTATE ? epoch.next() : epoch;
  }

  public List<Step> stepsOf(Phase phase) {
    return steps.stream().filter(step -> step.phase() == phase).toList();
  }

  Optional<Step> step(Step.Key key) {
    return steps.stream().filter(step -> step.key().equals(key)).findFirst();
  }

  /// Whether their approval would count now: not of who shaped what is asked, whom it is about or
  /// who has given it.
  public boolean canBeApprovedBy(Party party) {
    return canBeDeniedBy(party) && approvals.canBeGivenBy(party);
  }

  /// Whether they may say no now: not about themselves.
  public boolean canBeDeniedBy(Party party) {
    return state == OffboardingState.AWAITING_APPROVAL && !party.is(user);
  }

  /// Whether somebody is awaited who could be asked again at once. Not while it is being sealed:
  /// another state change would change what is sealed. Sweeps after that are asked for as sweeps.
  public boolean canBeAskedAgain() {
    return switch (state) {
      case REVOKING, VERIFYING, ERASING, REINSTATING -> true;
      case AWAITING_APPROVAL,
          SCHEDULED,
          REVOKED,
          SEALING,
          COMPLETED,
          REINSTATED,
          CANCELLED,
          UNKNOWN ->
          false;
    };
  }
}
