package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
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
record Request(UserRef user, Epoch epoch, PolicySnapshot policy, List<HeldRole> roles) {
  private static final List<HeldRole> A_ROLE = List.of(new HeldRole("crm", "manager"));

  static final Initiator SOMEBODY = new Initiator("hr-7", "operator");
  static final ReasonCode REASON = new ReasonCode("contract-end");

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
            how / 180 % 3 == 0 ? Priority.URGENT : Priority.NORMAL),
        isRoleChange ? A_ROLE : List.of());
  }

  Requested requested(OffboardingId id, Instant startsAt, @Nullable OffboardingId follows) {
    return new Requested(id, user, epoch, REASON, SOMEBODY, policy, startsAt, follows, roles);
  }

  SagaEvent.SoonerRequested sooner(Instant startsAt) {
    return new SagaEvent.SoonerRequested(startsAt, SOMEBODY, REASON, policy, roles, null, null);
  }
}
