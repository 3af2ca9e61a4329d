package dev.offboard.orchestrator.plan;

import dev.offboard.orchestrator.saga.Asked;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who else has to approve, and why.
///
/// @param approvals by how many people; 0 if nobody has to
/// @param because stable codes: the constants, and the rules of the policy that hold (`rule-2`) or
///   could not be answered (`rule-2-failed`)
public record Requirement(int approvals, List<String> because) {
  public static final Requirement NONE = new Requirement(0, List.of());

  /// The policy asks for it.
  public static final String POLICY = "policy";

  /// The user administers the tenant.
  public static final String ADMINISTRATOR = "administrator";

  /// The tenant would have no administrator left.
  public static final String LAST_ADMINISTRATOR = "last-administrator";

  /// The account is protected.
  public static final String PROTECTED = "protected-account";

  /// Somebody asks for their own offboarding.
  public static final String ONESELF = "oneself";

  /// Too many were asked for within an hour.
  public static final String BULK = "bulk";

  public Requirement {
    because = List.copyOf(because);
  }

  /// What has to be approved at all events, because it waits for an approval already: also when the
  /// reason for that is gone; and that many were asked for at once doesn't change.
  public Requirement asBefore(@Nullable Asked before) {
    if (before == null) {
      return this;
    }
    Requirement kept = isNeeded() ? this : new Requirement(1, before.because());
    return before.because().contains(BULK) ? kept.inBulk() : kept;
  }

  public Requirement inBulk() {
    return and(1, BULK);
  }

  Requirement and(int others, String reason) {
    return new Requirement(
        Math.max(approvals, others),
        Stream.concat(because.stream(), Stream.of(reason)).distinct().toList());
  }

  public boolean isNeeded() {
    return approvals > 0;
  }
}
