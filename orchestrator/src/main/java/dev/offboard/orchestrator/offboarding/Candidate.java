package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Epoch;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.orchestrator.bulk.Source;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import org.jspecify.annotations.Nullable;

/// A request whose user is known to be there.
///
/// @param asked what has to be approved first; absent if nothing has
/// @param ifTooMany what has to be approved if its source has asked for as many as it may; absent
///   while that isn't known
/// @param tenantUsers as far as known; fewer are allowed less
/// @param trace that the request came in; absent if it came in none
record Candidate(
    OffboardingRequest request,
    Party requester,
    PolicySnapshot policy,
    Epoch epoch,
    @Nullable Asked asked,
    @Nullable Asked ifTooMany,
    long tenantUsers,
    @Nullable TraceParent trace) {
  Source source() {
    return new Source(request.user().tenantId(), requester.initiator().id());
  }

  /// The same, told what has to be approved if it is one too many.
  Candidate orWaiting(Asked bulk, long users) {
    return new Candidate(request, requester, policy, epoch, asked, bulk, users, trace);
  }

  Candidate waiting() {
    return new Candidate(request, requester, policy, epoch, ifTooMany, null, tenantUsers, trace);
  }
}
