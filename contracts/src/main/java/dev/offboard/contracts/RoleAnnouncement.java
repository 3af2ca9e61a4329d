package dev.offboard.contracts;

import java.util.List;

/// An announcement of a role change: about some roles of a user who stays. It never moves the
/// user's fence; an epoch that is over, or a user who is deprovisioned, makes it stale.
public sealed interface RoleAnnouncement extends PhaseAnnouncement
    permits RolesWithdrawn, ResidualRolesQueried, RolesRestored {
  /// At least one.
  List<HeldRole> roles();
}
