package dev.offboard.contracts;

/// A fact the orchestrator announces on `offboarding.lifecycle`, or on
/// `offboarding.lifecycle-urgent` when it is urgent.
public sealed interface Announcement extends Message
    permits PhaseAnnouncement, OffboardingCompleted {
  OffboardingId offboardingId();

  TenantId tenantId();

  UserId userId();

  /// Fences the announcement: a participant that has seen a newer epoch does nothing.
  Epoch epoch();

  default UserRef user() {
    return new UserRef(tenantId(), userId());
  }
}
