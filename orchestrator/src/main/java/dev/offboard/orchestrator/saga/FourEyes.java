package dev.offboard.orchestrator.saga;

import java.time.Duration;

/// What a policy says about approvals. Beyond it, administrators and too many at once always need
/// one.
///
/// @param approvals how many an offboarding needs in any case
/// @param within how long it waits for them
/// @param protectedAccount whose account is protected
/// @param lastAdministrator who is the last administrator of a tenant
/// @param oneself who asks for their own offboarding
public record FourEyes(
    int approvals,
    Duration within,
    Guard protectedAccount,
    Guard lastAdministrator,
    Guard oneself) {
  /// Over a weekend.
  public static final Duration WITHIN = Duration.ofHours(72);

  /// Nobody has to approve, and what is guarded is refused.
  public static final FourEyes NONE =
      new FourEyes(0, WITHIN, Guard.REFUSE, Guard.REFUSE, Guard.REFUSE);

  /// What becomes of a request that one pair of eyes must not be enough for.
  public enum Guard {
    REFUSE,
    TWO_APPROVERS
  }

  /// Requesters, approvers and the person concerned are different people, and more than two
  /// approvers don't see more.
  private static final int MOST = 2;

  public FourEyes {
    if (approvals < 0 || approvals > MOST) {
      throw new IllegalArgumentException(
          "approvals: %d (expected: 0 to %d)".formatted(approvals, MOST));
    }
    if (!within.isPositive()) {
      throw new IllegalArgumentException("approve-within: %s (expected: > 0)".formatted(within));
    }
  }
}
