package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.Approvals;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.FourEyes.Guard;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.Refusal;
import dev.offboard.orchestrator.saga.Requested;
import dev.offboard.orchestrator.saga.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody wants a user offboarded, who had this epoch when the directory was asked.
///
/// @param approvals how many others have to approve it
record Request(
    UserRef user, Epoch epoch, PolicySnapshot policy, List<HeldRole> roles, int approvals) {
  private static final List<HeldRole> A_ROLE = List.of(new HeldRole("crm", "manager"));

  static final Initiator SOMEBODY = new Initiator("hr-7", "operator");
  static final ReasonCode REASON = new ReasonCode("contract-end");

  /// Until when somebody has to approve.
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private static final Duration GRACE = Duration.ofSeconds(40);

  /// Within the grace period, and after the end.
  private static final List<Duration> SWEEPS =
      List.of(Duration.ofSeconds(15), Duration.ofSeconds(90));

  private static final Map<Phase, Duration> HURRIED = Map.of(Phase.REVOKE, Duration.ofSeconds(8));

  static Request of(UserRef user, Epoch epoch, int how) {
    boolean isRoleChange = how / 540 % 4 == 0;
    return new Request(
        user,
        epoch,
        new PolicySnapshot(
                "simulated",
                1,
                how % 2 == 0 ? Duration.ZERO : GRACE,
                how % 5 == 0 ? HURRIED : Map.of(),
                how / 2 % 3 == 0 ? Refusal.REINSTATE : Refusal.HOLD,
                1 + how / 6 % 3,
                isRoleChange || how / 18 % 5 == 0 ? Erase.NEVER : Erase.AFTER_GRACE_PERIOD,
                how / 90 % 2 == 0 ? SWEEPS : List.of(),
                how / 180 % 3 == 0 ? Priority.URGENT : Priority.NORMAL)
            .with(new FourEyes(0, PATIENCE, Guard.REFUSE, Guard.REFUSE, Guard.REFUSE)),
        isRoleChange ? A_ROLE : List.of(),
        Math.max(0, how / 2160 % 5 - 2));
  }

  Requested requested(OffboardingId id, Instant startsAt, @Nullable OffboardingId follows) {
    return new Requested(
        id,
        user,
        epoch,
        REASON,
        SOMEBODY,
        policy,
        startsAt,
        follows,
        roles,
        Approvals.of(
            Party.of(SOMEBODY),
            follows != null || approvals == 0 ? null : asked(startsAt.toString())));
  }

  /// What waits for an approval is asked for together with what has to be approved.
  SagaEvent.SoonerRequested sooner(Instant startsAt, Offboarding live) {
    boolean isAsked = approvals > 0 || live.state() == OffboardingState.AWAITING_APPROVAL;
    return new SagaEvent.SoonerRequested(
        startsAt,
        SOMEBODY,
        REASON,
        policy,
        roles,
        null,
        isAsked ? asked(startsAt.toString()) : null);
  }

  private Asked asked(String plan) {
    return new Asked(Math.max(1, approvals), plan, plan, List.of("policy"));
  }
}
