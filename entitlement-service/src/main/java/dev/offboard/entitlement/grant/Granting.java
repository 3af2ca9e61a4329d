package dev.offboard.entitlement.grant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.Fence;
import dev.offboard.messaging.participant.Fences;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Grants and revokes at a person's wish, one transaction each, behind the fences of the users:
/// nobody who is blocked or erased gets a grant, and no offboarding misses one.
@Component
class Granting {
  private final Fences fences;
  private final Grants grants;

  Granting(Fences fences, Grants grants) {
    this.fences = fences;
    this.grants = grants;
  }

  /// Says of each grant what became of it; one that cannot be keeps no other back.
  @Transactional
  SortedMap<Grant, GrantOutcome> grant(Collection<Grant> wanted) {
    SortedMap<Grant, GrantOutcome> outcomes = new TreeMap<>();
    SortedMap<Grant, Epoch> allowed = new TreeMap<>();
    Map<UserRef, Fence> locked = fences.lock(wanted.stream().map(Grant::user).toList());
    for (Grant grant : wanted) {
      Fence fence = Objects.requireNonNull(locked.get(grant.user()));
      switch (fence.standing()) {
        case OPEN -> allowed.put(grant, fence.epoch());
        case BLOCKED -> outcomes.put(grant, GrantOutcome.USER_BLOCKED);
        case ERASED -> outcomes.put(grant, GrantOutcome.USER_ERASED);
      }
    }
    outcomes.putAll(grants.create(allowed));
    return outcomes;
  }

  /// Takes the grant away; does nothing if it isn't there.
  @Transactional
  void revoke(Grant grant) {
    fences.lock(grant.user());
    grants.revoke(grant);
  }
}
