package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.bulk.BlastRadius;
import dev.offboard.orchestrator.bulk.Source;
import dev.offboard.orchestrator.bulk.TenantSizes;
import dev.offboard.orchestrator.plan.Plans;
import dev.offboard.orchestrator.plan.Requirement;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.SagaEvent.SoonerRequested;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What becomes of a request for somebody who is being offboarded already: a stronger one changes
/// what is under way, one that comes while access is given back contradicts it.
@Component
final class Joining {
  private final Offboardings offboardings;
  private final Changes changes;
  private final Plans plans;
  private final BlastRadius blastRadius;
  private final TenantSizes sizes;

  Joining(
      Offboardings offboardings,
      Changes changes,
      Plans plans,
      BlastRadius blastRadius,
      TenantSizes sizes) {
    this.offboardings = offboardings;
    this.changes = changes;
    this.plans = plans;
    this.blastRadius = blastRadius;
    this.sizes = sizes;
  }

  /// The one under way, if there is one.
  ///
  /// @throws ApiProblem 409 if they contradict each other
  Optional<OffboardingId> join(Asking asking) {
    Optional<Offboarding> live =
        offboardings.findLive(asking.request().user()).flatMap(offboardings::find);
    live.ifPresent(found -> join(found, asking));
    return live.map(Offboarding::id);
  }

  private void join(Offboarding live, Asking asking) {
    Asked asked = asked(live, asking);
    OffboardingRequest request = asking.request();
    changes.ask(
        live.id(),
        (offboarding, now) -> {
          SoonerRequested again =
              new SoonerRequested(
                  Objects.requireNonNullElse(request.effectiveAt(), now),
                  asking.requester().initiator(),
                  request.reason(),
                  asking.policy(),
                  request.roles(),
                  asking.requester().person(),
                  asked);
          count(offboarding, again);
          return again;
        },
        request.note(),
        refused -> Conflicts.problem(live.id(), request.user(), refused));
  }

  /// To bring many forward takes as much away as to begin many: it counts as that. In the
  /// transaction that would do it.
  private void count(Offboarding offboarding, SoonerRequested again) {
    boolean isBroughtForward =
        offboarding.state() == OffboardingState.SCHEDULED
            && again.effectiveAt().isBefore(offboarding.milestones().effectiveAt());
    if (!isBroughtForward || again.asked() != null) {
      return;
    }
    TenantId tenant = offboarding.user().tenantId();
    Source source = new Source(tenant, again.initiator().id());
    if (blastRadius.open(List.of(source)).isFull(source, sizes.remembered(tenant))) {
      throw ApiProblem.conflict(
              "blast-radius",
              "Offboarding %s stays scheduled: you have asked for as many as you may at once. Nothing was done; undo it and request it for now, which waits for an approval, or try again in an hour."
                  .formatted(offboarding.id()))
          .with("offboardingId", offboarding.id().value());
    }
    blastRadius.save(Map.of(source, 1));
  }

  /// What would have to be approved if the request turned out to be the stronger one. What waits
  /// for an approval goes on waiting for one.
  private @Nullable Asked asked(Offboarding live, Asking asking) {
    Requirement requirement =
        plans.requirement(asking.wanted(), asking.user(), asking.requesters());
    Requirement kept =
        switch (live.state()) {
          case AWAITING_APPROVAL -> requirement.asBefore(live.approvals().asked());
          case SCHEDULED, REVOKING, VERIFYING, REVOKED, REINSTATING -> requirement;
          case ERASING, SEALING, COMPLETED, REINSTATED, CANCELLED, UNKNOWN -> Requirement.NONE;
        };
    return plans.ask(asking.wanted(), asking.user(), kept);
  }
}
