package dev.offboard.orchestrator.plan;

import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.policy.Policies;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.PolicySnapshot.OtherContract;
import dev.offboard.orchestrator.saga.StartConditions;
import dev.offboard.orchestrator.saga.StartConditions.Drifted;
import dev.offboard.orchestrator.saga.StartConditions.Fail;
import dev.offboard.orchestrator.saga.StartConditions.Hold;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Looks whether there is still a reason for what was requested, and whether it is still what was
/// approved: days or weeks may lie between.
@Component
public final class Conditions {
  private final Plans plans;
  private final Policies policies;
  private final Clock clock;

  Conditions(Plans plans, Policies policies, Clock clock) {
    this.plans = plans;
    this.policies = policies;
    this.clock = clock;
  }

  /// Outside of any transaction: what had to be approved is looked up over the network.
  ///
  /// @param found what the directory says about the user now
  /// @throws ApiProblem 409 or 403 if by now it is refused whoever approves it; 503 if it isn't
  ///   known what the user holds
  public StartConditions of(Offboarding offboarding, Optional<DirectoryUser> found) {
    if (found.isEmpty()) {
      return new Hold("the directory does not know the user any more");
    }
    DirectoryUser user = found.get();
    return gone(offboarding, user)
        .or(() -> otherContract(offboarding.policy(), user))
        .<StartConditions>map(Fail::new)
        .orElseGet(() -> sameAsApproved(offboarding, user));
  }

  private static Optional<String> gone(Offboarding offboarding, DirectoryUser user) {
    if (user.epoch().compareTo(offboarding.epoch()) > 0) {
      return Optional.of(
          "the user has come back: the directory is at epoch %s, this was requested for epoch %s"
              .formatted(user.epoch(), offboarding.epoch()));
    }
    return user.isErased() ? Optional.of("the user has been erased already") : Optional.empty();
  }

  /// Why it doesn't start, if the user stays all the same.
  private Optional<String> otherContract(PolicySnapshot policy, DirectoryUser user) {
    Instant until = user.otherContractUntil();
    return policy.otherContract() == OtherContract.CANCEL
            && until != null
            && until.isAfter(clock.instant())
        ? Optional.of("the user is still employed under another contract, until " + until)
        : Optional.empty();
  }

  private StartConditions sameAsApproved(Offboarding offboarding, DirectoryUser user) {
    Asked before = offboarding.approvals().asked();
    Wanted wanted = wanted(offboarding);
    Requirement requirement =
        plans.requirement(wanted, user, offboarding.approvals().requesters()).asBefore(before);
    Asked now = plans.ask(wanted, user, requirement);
    if (now == null || before != null && now.planHash().equals(before.planHash())) {
      return new Hold(policyNote(offboarding));
    }
    return new Drifted(
        now,
        before == null
            ? "it has to be approved by now: " + String.join(", ", requirement.because())
            : "the plan has changed since it was asked for: "
                + Plan.difference(before.plan(), now.plan()));
  }

  private static Wanted wanted(Offboarding offboarding) {
    Asked asked = offboarding.approvals().asked();
    return new Wanted(
        offboarding.user(),
        offboarding.reason(),
        offboarding.policy(),
        asked == null ? offboarding.milestones().effectiveAt() : Plan.effectiveAtOf(asked.plan()),
        offboarding.roles());
  }

  private String policyNote(Offboarding offboarding) {
    PolicySnapshot itsOwn = offboarding.policy();
    Optional<PolicySnapshot> today = policies.of(offboarding.reason());
    if (today.isEmpty()) {
      return "its policy %s is gone from the configuration, it runs on version %d"
          .formatted(itsOwn.name(), itsOwn.version());
    }
    return today.get().version() == itsOwn.version()
        ? "nothing has changed since it was requested"
        : "policy %s is at version %d now, it runs on version %d"
            .formatted(itsOwn.name(), today.get().version(), itsOwn.version());
  }
}
