package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.OffboardingId;
import org.jspecify.annotations.Nullable;

/// The one role that role changes are about, as a user has it in one service.
///
/// @param since the epoch under which it was given; 0 when it is not held
/// @param withdrawnBy the role change that keeps it away
/// @param taken that role change found it held
/// @param snapshot a revocation of the whole user found it held
record SimulatedRole(
    int since, @Nullable OffboardingId withdrawnBy, boolean taken, boolean snapshot) {
  static final SimulatedRole NONE = new SimulatedRole(0, null, false, false);

  boolean isHeldUpTo(int epoch) {
    return since > 0 && since <= epoch;
  }

  /// Unless a role change keeps it away.
  SimulatedRole granted(int epoch) {
    return withdrawnBy == null ? planted(epoch) : this;
  }

  SimulatedRole planted(int epoch) {
    return new SimulatedRole(epoch, withdrawnBy, taken, snapshot);
  }

  /// Block, then clean: from now on nobody gives it.
  SimulatedRole blocked(OffboardingId by) {
    return by.equals(withdrawnBy) ? this : new SimulatedRole(since, by, since > 0, snapshot);
  }

  SimulatedRole withdrawn(OffboardingId by) {
    SimulatedRole blocked = blocked(by);
    return new SimulatedRole(0, by, blocked.taken, snapshot);
  }

  SimulatedRole restored(OffboardingId by, int epoch) {
    return by.equals(withdrawnBy)
        ? new SimulatedRole(taken ? epoch : since, null, false, snapshot)
        : this;
  }

  /// The role change has ended.
  SimulatedRole free(OffboardingId by) {
    return by.equals(withdrawnBy) ? new SimulatedRole(since, null, false, snapshot) : this;
  }

  SimulatedRole revoked(int epoch) {
    return isHeldUpTo(epoch) ? new SimulatedRole(0, withdrawnBy, taken, true) : this;
  }

  SimulatedRole erased(int epoch) {
    return since > epoch ? new SimulatedRole(since, null, false, false) : NONE;
  }

  SimulatedRole reinstated(int epoch) {
    return new SimulatedRole(snapshot || taken ? epoch : since, null, false, false);
  }
}
