package dev.offboard.orchestrator.saga;

import dev.offboard.contracts.Terms;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who wanted an offboarding to be as it is, what they need for it, and who has agreed. An approval
/// is of one plan: when another one is asked for, those before it are void.
///
/// @param requesters all who shaped what is asked; none of them may approve it
/// @param asked absent if nobody has to approve
/// @param until when the waiting ends; absent if nobody has to approve
/// @param given of the plan that is asked now
public record Approvals(
    List<Party> requesters, @Nullable Asked asked, @Nullable Instant until, List<Given> given) {
  public static final Approvals NONE = new Approvals(List.of(), null, null, List.of());

  /// Somebody agreed.
  public record Given(Party approver, Instant at) {}

  public Approvals {
    requesters = List.copyOf(requesters);
    given = List.copyOf(given);
  }

  public static Approvals of(Party requester, @Nullable Asked asked) {
    return new Approvals(List.of(requester), asked, null, List.of());
  }

  /// Another one wants something else.
  Approvals requestedAgain(Party requester, @Nullable Asked other) {
    boolean isKnown = requesters.contains(requester);
    return new Approvals(
        isKnown ? requesters : Stream.concat(requesters.stream(), Stream.of(requester)).toList(),
        other == null || asked == null ? other : other.byAtLeast(missingAtFirst()),
        null,
        List.of());
  }

  Approvals asking(Asked other) {
    return new Approvals(requesters, other, null, List.of());
  }

  Approvals until(Instant deadline) {
    return new Approvals(requesters, asked, deadline, given);
  }

  Approvals with(Given approval) {
    return new Approvals(
        requesters, asked, until, Stream.concat(given.stream(), Stream.of(approval)).toList());
  }

  private int missingAtFirst() {
    return asked == null ? 0 : asked.approvals();
  }

  /// How many are still needed.
  public int missing() {
    return Math.max(0, missingAtFirst() - given.size());
  }

  boolean isOf(String planHash) {
    return asked != null && asked.planHash().equals(planHash);
  }

  boolean isRequestedBy(Party party) {
    return requesters.stream().anyMatch(party::isSameAs);
  }

  boolean isGivenBy(Party party) {
    return given.stream().map(Given::approver).anyMatch(party::isSameAs);
  }

  /// Whether it would count: not of who shaped what is asked, nor twice.
  boolean canBeGivenBy(Party party) {
    return asked != null && !isRequestedBy(party) && !isGivenBy(party);
  }

  /// As they are told; nothing while some are missing, because what is not complete is worth
  /// nothing.
  public @Nullable List<Terms.Approval> complete() {
    return asked == null || missing() > 0
        ? null
        : given.stream().map(it -> new Terms.Approval(it.approver().initiator(), it.at())).toList();
  }
}
