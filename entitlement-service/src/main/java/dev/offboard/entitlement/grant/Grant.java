package dev.offboard.entitlement.grant;

import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.RoleRef;
import java.util.Comparator;

/// A role that a user holds or shall hold. Sorted as fences are locked, so that no two writers wait
/// for each other in a circle.
public record Grant(UserRef user, RoleRef role) implements Comparable<Grant> {
  private static final Comparator<Grant> IN_LOCK_ORDER =
      Comparator.comparing((Grant grant) -> grant.user().key())
          .thenComparing(grant -> grant.role().key());

  @Override
  public int compareTo(Grant other) {
    return IN_LOCK_ORDER.compare(this, other);
  }
}
