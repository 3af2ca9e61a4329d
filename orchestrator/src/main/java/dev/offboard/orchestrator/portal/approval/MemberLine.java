package dev.offboard.orchestrator.portal.approval;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.orchestrator.bulk.Batch.Member;
import dev.offboard.orchestrator.portal.Reasons;
import dev.offboard.orchestrator.portal.States;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.portal.offboarding.PlanInWords;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Offboarding;
import java.time.Instant;

/// One on the list of a batch: who, what would be taken, and what has become of it.
record MemberLine(
    String id, String user, String reason, String begins, String taken, String look, String state) {
  static MemberLine of(Member member, Offboarding offboarding, Instant now) {
    Asked asked = offboarding.approvals().asked();
    return new MemberLine(
        offboarding.id().toString(),
        offboarding.user().key(),
        Reasons.label(offboarding.reason().value()),
        begins(offboarding, now),
        asked == null ? "" : PlanInWords.of(asked).taken(),
        States.look(offboarding.state()),
        state(member, offboarding.state()));
  }

  private static String begins(Offboarding offboarding, Instant now) {
    Instant at = offboarding.milestones().effectiveAt();
    boolean isHeldUp = offboarding.state() == OffboardingState.AWAITING_APPROVAL;
    return isHeldUp && !at.isAfter(now) ? "as soon as it is approved" : When.at(at);
  }

  private static String state(Member member, OffboardingState state) {
    return member.outcome() == null
        ? States.label(state)
        : "%s; %s".formatted(BatchLine.words(member.outcome()), States.label(state));
  }
}
