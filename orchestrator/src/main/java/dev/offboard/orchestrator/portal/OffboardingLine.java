package dev.offboard.orchestrator.portal;

import dev.offboard.orchestrator.offboarding.LatestOffboardings.Latest;

/// An offboarding as one line of a list.
public record OffboardingLine(
    String id,
    String user,
    String state,
    String look,
    boolean needsAttention,
    boolean isLive,
    String reason,
    String requested,
    String requestedAt) {
  public static OffboardingLine of(Latest it) {
    return new OffboardingLine(
        it.id().toString(),
        it.user().key(),
        States.label(it.state()),
        States.look(it.state()),
        it.needsAttention(),
        !it.state().isTerminal(),
        Reasons.label(it.reason().value()),
        When.at(it.requestedAt()),
        it.requestedAt().toString());
  }
}
