package dev.offboard.messaging.testkit;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.ResidualAccessQueried;
import dev.offboard.contracts.ResidualRolesQueried;
import dev.offboard.contracts.RolesRestored;
import dev.offboard.contracts.RolesWithdrawn;
import dev.offboard.contracts.Terms;
import dev.offboard.contracts.UserDeprovisioned;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the orchestrator announces about one user in one offboarding: `offboardingOf("acme",
/// "u1").deprovisioned()`, or `.attempt(2).deprovisioned()`. Immutable.
public record Story(
    OffboardingId offboardingId, UserRef user, Epoch epoch, int attempt, ReasonCode reason) {
  private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");
  private static final Initiator SOMEBODY = new Initiator("operator", "operator");
  private static final ReasonCode REASON = new ReasonCode("planned-departure");
  private static final List<ParticipantName> EVERYBODY =
      List.of(
          ParticipantName.IDENTITY,
          ParticipantName.ENTITLEMENT,
          ParticipantName.SESSION,
          ParticipantName.AUDIT);

  public static Story offboardingOf(String tenantId, String userId) {
    return new Story(
        new OffboardingId(UUID.randomUUID()), UserRef.of(tenantId, userId), Epoch.FIRST, 1, REASON);
  }

  public Story epoch(int epoch) {
    return new Story(offboardingId, user, new Epoch(epoch), attempt, reason);
  }

  public Story attempt(int attempt) {
    return new Story(offboardingId, user, epoch, attempt, reason);
  }

  public Story because(ReasonCode reason) {
    return new Story(offboardingId, user, epoch, attempt, reason);
  }

  public UserDeprovisioned deprovisioned() {
    return deprovisioned(null);
  }

  /// The same as an emergency, which comes on a topic of its own.
  public UserDeprovisioned deprovisionedUrgently() {
    return deprovisioned(Priority.URGENT);
  }

  /// The same, agreed to by them.
  public UserDeprovisioned deprovisionedApprovedBy(String... approvers) {
    return deprovisioned(
        null,
        Arrays.stream(approvers)
            .map(id -> new Terms.Approval(new Initiator(id, "approver"), AT))
            .toList());
  }

  private UserDeprovisioned deprovisioned(@Nullable Priority priority) {
    return deprovisioned(priority, null);
  }

  private UserDeprovisioned deprovisioned(
      @Nullable Priority priority, @Nullable List<Terms.Approval> approvals) {
    return new UserDeprovisioned(
        offboardingId,
        user.tenantId(),
        user.userId(),
        epoch,
        attempt,
        EVERYBODY,
        reason,
        SOMEBODY,
        AT,
        AT.plusSeconds(300),
        priority,
        approvals);
  }

  /// Under the epoch after this story's.
  public UserReinstated reinstated() {
    return new UserReinstated(
        offboardingId,
        user.tenantId(),
        user.userId(),
        epoch.next(),
        attempt,
        EVERYBODY,
        reason,
        SOMEBODY,
        AT.plusSeconds(300));
  }

  public UserErased erased() {
    return new UserErased(
        offboardingId,
        user.tenantId(),
        user.userId(),
        epoch,
        attempt,
        EVERYBODY,
        AT.plusSeconds(86_400));
  }

  public RolesWithdrawn withdrawn(HeldRole... roles) {
    return new RolesWithdrawn(
        offboardingId,
        user.tenantId(),
        user.userId(),
        epoch,
        attempt,
        EVERYBODY,
        List.of(roles),
        reason,
        SOMEBODY,
        AT,
        AT.plusSeconds(300),
        null);
  }

  /// Under the same epoch: a role change never moves it.
  public RolesRestored restored(HeldRole... roles) {
    return new RolesRestored(
        offboardingId,
        user.tenantId(),
        user.userId(),
        epoch,
        attempt,
        EVERYBODY,
        List.of(roles),
        reason,
        SOMEBODY,
        AT.plusSeconds(300));
  }

  public ResidualRolesQueried rolesQueried(HeldRole... roles) {
    return new ResidualRolesQueried(
        offboardingId,
        user.tenantId(),
        user.userId(),
        epoch,
        attempt,
        EVERYBODY,
        List.of(roles),
        AT.plusSeconds(300));
  }

  public OffboardingConcluded concluded(int stateChanges) {
    return new OffboardingConcluded(
        offboardingId,
        user.tenantId(),
        user.userId(),
        epoch,
        attempt,
        EVERYBODY,
        stateChanges,
        AT.plusSeconds(86_400));
  }

  public ResidualAccessQueried queried() {
    return new ResidualAccessQueried(
        offboardingId,
        user.tenantId(),
        user.userId(),
        epoch,
        attempt,
        EVERYBODY,
        AT.plusSeconds(300));
  }
}
