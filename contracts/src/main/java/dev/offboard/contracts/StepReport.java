package dev.offboard.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A participant's outcome for one announcement. `attempt` and `epoch` are those of the
/// announcement it answers; the orchestrator ignores a report of another attempt or epoch.
public sealed interface StepReport {
  OffboardingId offboardingId();

  TenantId tenantId();

  UserId userId();

  Epoch epoch();

  int attempt();

  Phase phase();

  Instant at();

  default UserRef user() {
    return new UserRef(tenantId(), userId());
  }

  /// Done, and read back: the participant looked at its own state again and found `residual`
  /// accesses (always 0 unless the phase is not about access).
  ///
  /// @param inventory what access there was when the step began, also in a later answer; empty if
  ///   there was none, absent if the participant says nothing of it
  record StepCompleted(
      OffboardingId offboardingId,
      TenantId tenantId,
      UserId userId,
      Epoch epoch,
      int attempt,
      Phase phase,
      Evidence evidence,
      long residual,
      Instant at,
      @Nullable List<InventoryItem> inventory)
      implements StepReport {
    public StepCompleted {
      inventory = inventory == null ? null : List.copyOf(inventory);
    }

    /// One that says no inventory.
    public StepCompleted(
        OffboardingId offboardingId,
        TenantId tenantId,
        UserId userId,
        Epoch epoch,
        int attempt,
        Phase phase,
        Evidence evidence,
        long residual,
        Instant at) {
      this(offboardingId, tenantId, userId, epoch, attempt, phase, evidence, residual, at, null);
    }
  }

  /// Under way: a step that takes minutes says how far it is.
  record StepProgressed(
      OffboardingId offboardingId,
      TenantId tenantId,
      UserId userId,
      Epoch epoch,
      int attempt,
      Phase phase,
      String progress,
      Instant at)
      implements StepReport {}

  /// Not done; announce again. `code` is stable and machine-readable, `detail` is for a person and
  /// carries no personal data.
  record StepFailed(
      OffboardingId offboardingId,
      TenantId tenantId,
      UserId userId,
      Epoch epoch,
      int attempt,
      Phase phase,
      String code,
      String detail,
      Instant at)
      implements StepReport {}

  /// "I did nothing and I won't."
  record StepRefused(
      OffboardingId offboardingId,
      TenantId tenantId,
      UserId userId,
      Epoch epoch,
      int attempt,
      Phase phase,
      String code,
      String detail,
      Instant at)
      implements StepReport {}

  /// The answer to [ResidualAccessQueried]: what access is still there, by kind.
  record ResidualAccessReported(
      OffboardingId offboardingId,
      TenantId tenantId,
      UserId userId,
      Epoch epoch,
      int attempt,
      Phase phase,
      Evidence residual,
      Instant at)
      implements StepReport {}
}
