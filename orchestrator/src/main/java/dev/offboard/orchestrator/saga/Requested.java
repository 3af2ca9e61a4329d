package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody wants a user offboarded; what [Saga#begin] starts from.
///
/// @param effectiveAt not after now means now
/// @param follows the offboarding of the same user that this one follows, if it was that which led
///   to it
/// @param roles what a role change takes; empty when it is about the whole user
/// @param approvals who requests it, and what they need for it
public record Requested(
    OffboardingId id,
    UserRef user,
    Epoch epoch,
    ReasonCode reason,
    Initiator initiator,
    PolicySnapshot policy,
    Instant effectiveAt,
    @Nullable OffboardingId follows,
    List<HeldRole> roles,
    Approvals approvals) {
  public Requested(
      OffboardingId id,
      UserRef user,
      Epoch epoch,
      ReasonCode reason,
      Initiator initiator,
      PolicySnapshot policy,
      Instant effectiveAt,
      @Nullable OffboardingId follows,
      List<HeldRole> roles) {
    this(
        id,
        user,
        epoch,
        reason,
        initiator,
        policy,
        effectiveAt,
        follows,
        roles,
        Approvals.of(Party.of(initiator), null));
  }

  public Requested(
      OffboardingId id,
      UserRef user,
      Epoch epoch,
      ReasonCode reason,
      Initiator initiator,
      PolicySnapshot policy,
      Instant effectiveAt,
      @Nullable OffboardingId follows) {
    this(id, user, epoch, reason, initiator, policy, effectiveAt, follows, List.of());
  }

  public Requested(
      OffboardingId id,
      UserRef user,
      Epoch epoch,
      ReasonCode reason,
      Initiator initiator,
      PolicySnapshot policy,
      Instant effectiveAt) {
    this(id, user, epoch, reason, initiator, policy, effectiveAt, null);
  }

  Requested withoutGracePeriod() {
    return new Requested(
        id,
        user,
        epoch,
        reason,
        initiator,
        policy.withoutGracePeriod(),
        effectiveAt,
        follows,
        roles,
        approvals);
  }

  /// Not begun: the first decision gives it its state.
  Offboarding withoutState(Instant now) {
    return new Offboarding(
        id,
        user,
        epoch,
        reason,
        initiator,
        policy,
        OffboardingState.UNKNOWN,
        Milestones.of(now, effectiveAt.isAfter(now) ? effectiveAt : now),
        null,
        List.of(),
        0,
        null,
        null,
        follows,
        roles,
        approvals);
  }
}
